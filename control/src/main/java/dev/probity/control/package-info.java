/// What a running application shows and takes: the control API, its client, metrics.
@NullMarked
package dev.probity.control;

import org.jspecify.annotations.NullMarked;
