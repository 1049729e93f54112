/// What clients would have seen: requests, replicas that answer them, and a queue in between.
@NullMarked
package dev.probity.simulator.traffic;

import org.jspecify.annotations.NullMarked;
