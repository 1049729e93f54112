/// Health in a Jakarta REST application.
@NullMarked
package dev.probity.health.jaxrs;

import org.jspecify.annotations.NullMarked;
