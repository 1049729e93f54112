/// HTTP/1.1 for a handful of operators: small requests, answers that may go on for hours.
///
/// It knows nothing of what is asked. Where it listens is a parameter, so that a loopback port with
/// authentication can stand beside the socket.
@NullMarked
package dev.probity.control.http;

import org.jspecify.annotations.NullMarked;
