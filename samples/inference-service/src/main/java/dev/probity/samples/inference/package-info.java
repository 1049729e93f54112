/// An inference service: the model, the answers and the health, put together by its settings.
@NullMarked
package dev.probity.samples.inference;

import org.jspecify.annotations.NullMarked;
