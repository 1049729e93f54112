/// Ports of this machine: one for each replica, who has one that is taken, and which ones a program
/// really listens on.
@NullMarked
package dev.probity.launch.port;

import org.jspecify.annotations.NullMarked;
