/// What is logged: a prediction, read from what a client sent.
@NullMarked
package dev.probity.samples.logging.predictions;

import org.jspecify.annotations.NullMarked;
