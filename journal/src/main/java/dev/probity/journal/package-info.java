/// Events and snapshots to lines of text and back.
@NullMarked
package dev.probity.journal;

import org.jspecify.annotations.NullMarked;
