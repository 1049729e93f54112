/// The application as its file says it: absent means absent, and every value knows its place.
///
/// Each dialect's reader produces these records; {@link dev.probity.spec.resolving.Resolver} turns
/// them, once and for all, into what is acted on. A reader may fill in a default of its own with
/// {@link dev.probity.spec.Origin.Default}.
@NullMarked
package dev.probity.spec.written;

import org.jspecify.annotations.NullMarked;
