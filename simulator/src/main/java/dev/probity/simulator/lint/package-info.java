/// Timing rules. A finding is a schedule in which something goes wrong, found by simulation; what
/// cannot be shown is not said.
@NullMarked
package dev.probity.simulator.lint;

import org.jspecify.annotations.NullMarked;
