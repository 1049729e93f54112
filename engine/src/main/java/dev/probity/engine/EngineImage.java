package dev.probity.engine;

import dev.probity.engine.fleet.Fleet;

/// All that an engine is, between two steps.
///
/// It is a tree of records, enums, strings, numbers, durations, lists and optionals, without a
/// cycle, so that it can be written as text and read again. An engine restored from it answers
/// every further event exactly as the original does.
///
/// @param numbers the last number given to an attempt or as a rank
/// @param dice the state of the generator of names
/// @param wakeAt as announced last; {@link Long#MAX_VALUE} when nothing is
public record EngineImage(
        Settings settings, long numbers, long dice, long wakeAt, Fleet.Image fleet) {

    static EngineImage fresh(Settings settings) {
        return new EngineImage(settings, 0, 0, Long.MAX_VALUE, Fleet.Image.EMPTY);
    }
}
