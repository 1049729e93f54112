/// Health in Vert.x.
@NullMarked
package dev.probity.health.vertx;

import org.jspecify.annotations.NullMarked;
