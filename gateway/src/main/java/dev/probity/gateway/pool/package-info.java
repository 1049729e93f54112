/// Which endpoints take traffic, how busy each is, and which one is next.
@NullMarked
package dev.probity.gateway.pool;

import org.jspecify.annotations.NullMarked;
