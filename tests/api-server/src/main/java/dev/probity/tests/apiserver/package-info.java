/// The API server of Kubernetes as a child process, for tests.
@NullMarked
package dev.probity.tests.apiserver;

import org.jspecify.annotations.NullMarked;
