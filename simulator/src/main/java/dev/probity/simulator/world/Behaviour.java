package dev.probity.simulator.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a replica does by itself, for each of its incarnations.
///
/// Times of `at` count from the start of the incarnation; what happens outside of it (a dependency,
/// a probe that is made to fail) is on the clock of the simulation.
///
/// @param text as it was written, so that it can be said again
/// @param startsIn from the launch to the start: an image that is fetched, a program that is loaded
/// @param loadsIn from the start until it listens
/// @param warmsUpIn from the start until it says that it is ready
/// @param answersIn how long an answer takes
/// @param jitter how far answers are off that, either way, evenly
/// @param stops how it ends
public record Behaviour(
        String text,
        Span startsIn,
        Span loadsIn,
        Span warmsUpIn,
        Duration answersIn,
        Duration jitter,
        List<Stall> stalls,
        Optional<Moment> hangs,
        Optional<End> ends,
        List<Outage> outages,
        Stops stops) {
    public Behaviour {
        stalls = List.copyOf(stalls);
        outages = List.copyOf(outages);
    }

    /// A length that is drawn evenly between two bounds for each incarnation.
    public record Span(Duration least, Duration most) {
        static final Span NONE = exactly(Duration.ZERO);

        static Span exactly(Duration length) {
            return new Span(length, length);
        }
    }

    /// For this long nothing is answered; then all of it is, late.
    ///
    /// @param every again after each of these
    public record Stall(Duration length, Moment moment, Optional<Duration> every) {}

    /// @param once in the first incarnation only
    public record Moment(Duration at, boolean once) {}

    /// It exits by itself.
    public record End(Moment moment, int code) {}

    /// What says no from one time of the simulation to another.
    public record Outage(Kind kind, Duration from, Duration to) {
        public enum Kind {
            /// What readiness asks about, and whatever else asks the same.
            DEPENDENCY,
            STARTUP,
            LIVENESS,
            READINESS
        }
    }

    /// What SIGTERM does.
    ///
    /// @param takes until it has ended
    /// @param ignoresTerm only SIGKILL ends it
    public record Stops(Duration takes, boolean ignoresTerm) {}

    /// @throws BehaviourException if the text is not understood
    public static Behaviour of(String text) {
        return BehaviourText.read(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
