package dev.probity.simulator;

import dev.probity.engine.Event;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;

import java.time.Duration;
import java.util.List;

/// What is simulated.
///
/// @param span how long, from the moment the application is applied
/// @param commands what operators do, in the order of time
public record Scenario(
        Application application, Cast cast, Duration span, Dials dials, List<Timed> commands) {
    public Scenario {
        commands = List.copyOf(commands);
    }

    public static Scenario of(Application application, Cast cast, Duration span) {
        return new Scenario(application, cast, span, Dials.USUAL, List.of());
    }

    public Scenario with(Dials other) {
        return new Scenario(application, cast, span, other, commands);
    }

    /// @param seed for names, jitter and, where asked for, phases
    /// @param randomPhases whether workers and the wall clock begin at random points of their
    ///   period and second, rather than as `run` has it
    /// @param requestsPerSecond what clients ask of each service that has a binding; 0 for no
    ///   clients
    public record Dials(long seed, boolean randomPhases, double requestsPerSecond) {
        public static final Dials USUAL = new Dials(1, false, 0);

        public Dials {
            if (!(requestsPerSecond >= 0 && requestsPerSecond <= 100_000)) {
                throw new IllegalArgumentException(
                        "requestsPerSecond is " + requestsPerSecond + "; it can be 0 to 100000");
            }
        }
    }

    public record Timed(Duration at, Event.Command command) {}
}
