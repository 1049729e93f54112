/// Starts, watches and stops one incarnation; decides nothing.
///
/// {@link dev.probity.launch.Launcher} is the seam: what runs an incarnation (a process, a
/// container) is behind it, and what comes of it is told as the engine's events.
@NullMarked
package dev.probity.launch;

import org.jspecify.annotations.NullMarked;
