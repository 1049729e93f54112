/// As much of gRPC as `grpc.health.v1.Health/Check` needs, on HTTP/2 frames.
@NullMarked
package dev.probity.probes.grpc;

import org.jspecify.annotations.NullMarked;
