/// What will happen: the engine that `run` uses, in a scripted world, under a virtual clock.
///
/// Nothing here decides what a probe or a restart does; the engine does. The world answers instead
/// of processes, the clock jumps from one moment to the next, and a queue stands for the gateway.
@NullMarked
package dev.probity.simulator;

import org.jspecify.annotations.NullMarked;
