/// How many probe attempts a simulation makes in a second of wall time.
@NullMarked
package dev.probity.benchmarks.simulator;

import org.jspecify.annotations.NullMarked;
