/// Probity's own file: `probity.yaml`, read and written.
@NullMarked
package dev.probity.spec.yaml;

import org.jspecify.annotations.NullMarked;
