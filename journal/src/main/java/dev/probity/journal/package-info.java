/// Events and happenings to lines of text and back.
///
/// A journal is a folder of segments. Each opens with the engine's whole state, and each further
/// line is one step: the event that went in, the happenings and a digest of the effects that came
/// out. So any segment can be played again by itself, and compared byte for byte.
@NullMarked
package dev.probity.journal;

import org.jspecify.annotations.NullMarked;
