/// HTTP/1.1 as bytes: reads heads and bodies strictly, writes the heads that are passed on.
///
/// A message that two readers could understand differently is refused, never repaired: that is how
/// requests are smuggled past a gateway.
@NullMarked
package dev.probity.gateway.wire;

import org.jspecify.annotations.NullMarked;
