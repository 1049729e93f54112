/// What a program is told through its command and environment: its own ports, and where the other
/// services are. All of it is computed from values; docs/reference/environment.md lists the names.
@NullMarked
package dev.probity.launch.environment;

import org.jspecify.annotations.NullMarked;
