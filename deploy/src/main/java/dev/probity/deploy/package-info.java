/// The application on a Kubernetes cluster: what is applied there, what becomes of it, and how it
/// goes away again.
@NullMarked
package dev.probity.deploy;

import org.jspecify.annotations.NullMarked;
