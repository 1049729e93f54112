/// YAML and JSON as a small tree that knows its positions.
///
/// Whatever the bytes are, reading them ends soon, within bounded memory, and throws nothing: what
/// is wrong is told as diagnostics.
@NullMarked
package dev.probity.spec.text;

import org.jspecify.annotations.NullMarked;
