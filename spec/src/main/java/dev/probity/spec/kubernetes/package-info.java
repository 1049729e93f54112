/// Kubernetes' own defaulting and validation of probes (R43, R44), in its order and its words.
@NullMarked
package dev.probity.spec.kubernetes;

import org.jspecify.annotations.NullMarked;
