/// Health on the HTTP server of the JDK: beside an application's own pages, or on a port of its
/// own.
@NullMarked
package dev.probity.health.jdk;

import org.jspecify.annotations.NullMarked;
