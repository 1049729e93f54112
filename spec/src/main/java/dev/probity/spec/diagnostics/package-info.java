/// Problems in texts: their codes, their collection, and the nearest right spelling.
///
/// Codes are `PRB` and four digits: 00xx text, 01xx shape, 02xx values, 03xx references, 04xx
/// probes, 05xx environment; 1xxx and up belong to the dialects.
@NullMarked
package dev.probity.spec.diagnostics;

import org.jspecify.annotations.NullMarked;
