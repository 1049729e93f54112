/// An application that runs: the engine with a real clock, real processes and real traffic.
@NullMarked
package dev.probity.runtime;

import org.jspecify.annotations.NullMarked;
