/// How a service is, by checks that run in the background. Whoever asks reads a snapshot: no answer
/// waits for a database.
///
/// Start with [dev.probity.health.Health#named].
@NullMarked
package dev.probity.health;

import org.jspecify.annotations.NullMarked;
