/// Starts, watches and stops one incarnation; decides nothing.
@NullMarked
package dev.probity.launch;

import org.jspecify.annotations.NullMarked;
