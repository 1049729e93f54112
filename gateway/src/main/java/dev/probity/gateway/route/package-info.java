/// Which pool a request belongs to, by its host and path.
@NullMarked
package dev.probity.gateway.route;

import org.jspecify.annotations.NullMarked;
