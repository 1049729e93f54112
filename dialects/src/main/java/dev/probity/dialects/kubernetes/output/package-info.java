/// Writes an application as manifests that a cluster takes.
@NullMarked
package dev.probity.dialects.kubernetes.output;

import org.jspecify.annotations.NullMarked;
