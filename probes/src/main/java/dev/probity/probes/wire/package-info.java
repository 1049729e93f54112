/// Connections of probes: opened for one try, owned by one event loop, never reused.
@NullMarked
package dev.probity.probes.wire;

import org.jspecify.annotations.NullMarked;
