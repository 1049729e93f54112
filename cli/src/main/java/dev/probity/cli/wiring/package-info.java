/// An application run in this very process: its control socket, its lines, its signals, its end.
@NullMarked
package dev.probity.cli.wiring;

import org.jspecify.annotations.NullMarked;
