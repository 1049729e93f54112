/// A recorded run once more, with the probes of another file.
@NullMarked
package dev.probity.simulator.replay;

import org.jspecify.annotations.NullMarked;
