/// The control API of a running application, and its client.
@NullMarked
package dev.probity.control;

import org.jspecify.annotations.NullMarked;
