/// Runs conformance case files against the real engine and probers.
@NullMarked
package dev.probity.conformance;

import org.jspecify.annotations.NullMarked;
