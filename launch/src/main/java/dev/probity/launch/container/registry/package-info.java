/// Who the user is to a registry of images, found where the user's own tools keep it.
@NullMarked
package dev.probity.launch.container.registry;

import org.jspecify.annotations.NullMarked;
