package dev.probity.samples.webapi;

import dev.probity.health.Switch;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The health checks of the service: switches that are on until they are told otherwise, for ever
/// or for a while.
final class Checks {

    static final String LIVENESS = "someLivenessCheck";
    static final String READINESS = "someReadinessCheck";

    private static final String REASON = "switched_off";

    private final Later later;
    private final Map<String, Switch> switches = new TreeMap<>();
    private final Map<String, Integer> settings = new TreeMap<>(); // how often each was set

    /// Does something once that time has passed.
    interface Later {
        void run(Duration time, Runnable action);
    }

    Checks(Later later) {
        this.later = later;
        for (String name : new String[] {LIVENESS, READINESS}) {
            switches.put(name, Switch.on(name));
            settings.put(name, 0);
        }
    }

    Set<String> names() {
        return Set.of(LIVENESS, READINESS);
    }

    Switch named(String name) {
        Switch check = switches.get(name);
        if (check == null) {
            throw new IllegalArgumentException("there is no check \"" + name + "\"");
        }
        return check;
    }

    boolean passes(String name) {
        return named(name).isOn();
    }

    synchronized void set(String name, boolean passes) {
        turn(named(name), passes);
        settings.merge(name, 1, Integer::sum);
    }

    /// After that time it is the other way round, unless it has been set again meanwhile.
    synchronized void set(String name, boolean passes, Duration time) {
        set(name, passes);
        int setting = settings.getOrDefault(name, 0);
        later.run(time, () -> turnBack(name, setting, !passes));
    }

    private synchronized void turnBack(String name, int setting, boolean passes) {
        if (settings.getOrDefault(name, 0) == setting) {
            turn(named(name), passes);
        }
    }

    private static void turn(Switch check, boolean passes) {
        if (passes) {
            check.on();
        } else {
            check.off(REASON);
        }
    }
}
