package dev.probity.simulator.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Behaviours with a name: what services do on good days and on bad ones.
public enum StandardBehaviour {
    STEADY("answers in 5ms"),
    SLOW_START("loads in 49s"),
    WARM_UP("warms up in 30s"),
    PAUSE("stalls 2s at 120s"),
    SLOW_ANSWERS("answers in 0.9s ± 0.3s"),
    HANG("hangs at 120s once"),
    STUBBORN_HANG("hangs at 120s once, ignores TERM"),
    CRASH("crashes at 60s once"),
    CRASH_LOOP("crashes at 3s"),
    DEPENDENCY_OUTAGE("dependency down from 60s to 120s"),
    NEVER_UP("never loads");

    private final String text;

    StandardBehaviour(String text) {
        this.text = text;
    }

    public Behaviour behaviour() {
        return Behaviour.of(text);
    }

    /// As the command line spells it: `slow-start`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<StandardBehaviour> named(String name) {
        return Arrays.stream(values())
                .filter(standard -> standard.toString().equals(name))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(StandardBehaviour::toString).toList();
    }
}
