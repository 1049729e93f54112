/// What simulations, explanations and findings look like on a terminal and to programs.
@NullMarked
package dev.probity.cli.simulated;

import org.jspecify.annotations.NullMarked;
