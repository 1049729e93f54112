/// Runs incarnations as processes of this machine, and leaves none of them behind.
@NullMarked
package dev.probity.launch.process;

import org.jspecify.annotations.NullMarked;
