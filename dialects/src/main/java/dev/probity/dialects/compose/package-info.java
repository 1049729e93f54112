/// Docker Compose's files, which are read and not written. docs/reference/compose.md tells what
/// becomes of each key.
@NullMarked
package dev.probity.dialects.compose;

import org.jspecify.annotations.NullMarked;
