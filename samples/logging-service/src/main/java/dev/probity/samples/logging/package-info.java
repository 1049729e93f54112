/// The logging service: what it is made of, and how it starts and ends.
@NullMarked
package dev.probity.samples.logging;

import org.jspecify.annotations.NullMarked;
