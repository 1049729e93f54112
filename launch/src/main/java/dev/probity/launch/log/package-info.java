/// Keeps what replicas say: on disk, rotated and bounded, and for whoever listens meanwhile.
@NullMarked
package dev.probity.launch.log;

import org.jspecify.annotations.NullMarked;
