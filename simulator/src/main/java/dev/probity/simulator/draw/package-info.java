/// A simulation as a picture: in characters for a terminal, or as SVG.
@NullMarked
package dev.probity.simulator.draw;

import org.jspecify.annotations.NullMarked;
