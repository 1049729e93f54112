/// The metrics of health in the meter registry that the host has.
@NullMarked
package dev.probity.health.micrometer;

import org.jspecify.annotations.NullMarked;
