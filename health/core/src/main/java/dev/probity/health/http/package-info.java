/// The answers that orchestrators and people get, for any server: a request in, an answer out.
@NullMarked
package dev.probity.health.http;

import org.jspecify.annotations.NullMarked;
