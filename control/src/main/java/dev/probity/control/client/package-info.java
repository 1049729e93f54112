/// Asks a running Probity, over its socket.
///
/// Without the event loops of the server: a verb asks one thing and ends, and should not take
/// longer to start than to answer.
@NullMarked
package dev.probity.control.client;

import org.jspecify.annotations.NullMarked;
