/// Speaks HTTP with a container engine over its Unix socket.
@NullMarked
package dev.probity.launch.container.rest;

import org.jspecify.annotations.NullMarked;
