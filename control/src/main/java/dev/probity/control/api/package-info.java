/// The resources under /api/v1: what runs, as JSON, and what can be asked of it.
///
/// The shapes are part of the interface: what a client has read once keeps its name and meaning.
@NullMarked
package dev.probity.control.api;

import org.jspecify.annotations.NullMarked;
