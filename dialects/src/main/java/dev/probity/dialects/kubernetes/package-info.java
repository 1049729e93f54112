/// Kubernetes' manifests. docs/reference/kubernetes.md tells what becomes of each field.
///
/// The readers in `file` give records of what is written; the translations here put them into the
/// words of the model.
@NullMarked
package dev.probity.dialects.kubernetes;

import org.jspecify.annotations.NullMarked;
