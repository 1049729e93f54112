/// What the numbers of an application's probes amount to: budgets, reactions, and a story of it.
@NullMarked
package dev.probity.simulator.explain;

import org.jspecify.annotations.NullMarked;
