/// Event loops and the things each of them owns alone: buffers, connections, time-outs.
@NullMarked
package dev.probity.gateway.net;

import org.jspecify.annotations.NullMarked;
