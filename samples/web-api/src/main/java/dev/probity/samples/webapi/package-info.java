/// A web service whose liveness and readiness can be switched off from outside.
@NullMarked
package dev.probity.samples.webapi;

import org.jspecify.annotations.NullMarked;
