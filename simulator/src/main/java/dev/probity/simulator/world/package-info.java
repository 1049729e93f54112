/// How replicas behave in a simulated world, and how people write it down.
@NullMarked
package dev.probity.simulator.world;

import org.jspecify.annotations.NullMarked;
