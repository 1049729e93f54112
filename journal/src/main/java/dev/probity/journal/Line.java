package dev.probity.journal;

import dev.probity.engine.Effect;
import dev.probity.engine.EngineImage;
import dev.probity.engine.Event;

import java.time.Instant;
import java.util.List;

/// One line of a segment.
public sealed interface Line {

    /// The first line of a segment, and only that.
    ///
    /// @param format of the lines that follow; {@link #FORMAT} for those written today
    /// @param at the engine's time of the state, in nanoseconds
    /// @param time the same moment on the wall
    /// @param lost steps that happened before this one and are in no segment
    /// @param state of the engine, before the first step of the segment
    record Opened(int format, long at, Instant time, long lost, EngineImage state)
            implements Line {}

    /// One step of the engine: what went in, and all that came out.
    ///
    /// @param at the engine's time, in nanoseconds
    record Step(long at, Event event, List<Effect> effects) implements Line {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /// Raised when older readers would misunderstand.
    int FORMAT = 1;
}
