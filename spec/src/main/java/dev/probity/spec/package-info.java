/// What is wanted: the application with every default applied and every name bound.
///
/// Everything that acts (engine, simulator, deploy) reads these records and nothing earlier: text,
/// positions and absent values end where they are resolved.
@NullMarked
package dev.probity.spec;

import org.jspecify.annotations.NullMarked;
