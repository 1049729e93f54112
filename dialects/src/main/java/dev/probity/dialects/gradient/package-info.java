/// Paperspace Gradient's deployment specs, of both shapes.
@NullMarked
package dev.probity.dialects.gradient;

import org.jspecify.annotations.NullMarked;
