/// Deciding about services: which replicas are desired, in which order, and who takes traffic.
@NullMarked
package dev.probity.engine.fleet;

import org.jspecify.annotations.NullMarked;
