/// Numbers for probes from what was measured in real runs, for a stated risk.
@NullMarked
package dev.probity.simulator.tune;

import org.jspecify.annotations.NullMarked;
