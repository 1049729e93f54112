/// What a file says for a cluster alone. One machine has no use for it.
@NullMarked
package dev.probity.spec.cluster;

import org.jspecify.annotations.NullMarked;
