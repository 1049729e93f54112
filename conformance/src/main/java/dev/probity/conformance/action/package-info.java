/// The layer `action`: one attempt of one probe against scripted servers or a command.
///
/// The servers are real ones on loopback, and the probers are those of `probity run`.
@NullMarked
package dev.probity.conformance.action;

import org.jspecify.annotations.NullMarked;
