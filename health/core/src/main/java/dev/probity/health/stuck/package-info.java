/// Evidence from inside the process that it is stuck, for liveness.
@NullMarked
package dev.probity.health.stuck;

import org.jspecify.annotations.NullMarked;
