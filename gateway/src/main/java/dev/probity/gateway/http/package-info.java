/// Carries HTTP/1.1: each request to one endpoint, its answer back, bytes as they come.
@NullMarked
package dev.probity.gateway.http;

import org.jspecify.annotations.NullMarked;
