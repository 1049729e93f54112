/// Walks a text's tree and asks for what a dialect knows, one typed value after the other.
///
/// Whatever is of the wrong kind, out of range or never asked for becomes a diagnostic at its
/// place, and the walk goes on: all problems of a file are told at once.
@NullMarked
package dev.probity.spec.reading;

import org.jspecify.annotations.NullMarked;
