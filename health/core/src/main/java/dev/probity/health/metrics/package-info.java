/// What there is to measure, for any metrics library.
@NullMarked
package dev.probity.health.metrics;

import org.jspecify.annotations.NullMarked;
