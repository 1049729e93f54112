/// Runs incarnations as containers of the engine that the user has, Docker or Podman, over its REST
/// interface.
@NullMarked
package dev.probity.launch.container;

import org.jspecify.annotations.NullMarked;
