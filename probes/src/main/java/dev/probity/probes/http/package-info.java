/// As much of HTTP/1.1 as a probe needs, read and written as Go's net/http does it, because that is
/// what a kubelet's verdicts and texts come from. No socket in here.
@NullMarked
package dev.probity.probes.http;

import org.jspecify.annotations.NullMarked;
