/// Health in Helidon SE.
@NullMarked
package dev.probity.health.helidon;

import org.jspecify.annotations.NullMarked;
