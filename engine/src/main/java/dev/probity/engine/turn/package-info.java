/// What every part of the engine is handed in a step: the moment, and where to put what it wants.
@NullMarked
package dev.probity.engine.turn;

import org.jspecify.annotations.NullMarked;
