/// What answers about health cost while a dependency hangs.
@NullMarked
package dev.probity.benchmarks.health;

import org.jspecify.annotations.NullMarked;
