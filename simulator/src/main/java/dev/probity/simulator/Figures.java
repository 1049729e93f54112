package dev.probity.simulator;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaState;
import dev.probity.spec.Application;
import dev.probity.spec.Service;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Counts what befell each service in a simulation.
public final class Figures implements Observer {
    private final Map<String, Count> counts = new LinkedHashMap<>();

    public Figures(Application application) {
        for (Service service : application.services()) {
            if (!service.external()) {
                counts.put(service.name(), new Count(service.replicas()));
            }
        }
    }

    /// One service's.
    public static final class Count {
        private final int replicas;
        private final Set<Object> readyOnce = new HashSet<>();
        private OptionalLong firstReady = OptionalLong.empty();
        private OptionalLong allReady = OptionalLong.empty();
        private int launches;
        private int killedByLiveness;
        private int killedByStartup;

        private Count(int replicas) {
            this.replicas = replicas;
        }

        /// When the first replica took traffic, in nanoseconds.
        public OptionalLong firstReady() {
            return firstReady;
        }

        /// When the last replica took traffic for the first time.
        public OptionalLong allReady() {
            return allReady;
        }

        /// Launches of any container after the replicas' first ones.
        public int restarts() {
            return Math.max(0, launches - replicas);
        }

        public int killedByLiveness() {
            return killedByLiveness;
        }

        public int killedByStartup() {
            return killedByStartup;
        }

        private void ready(long at, Object replica) {
            if (firstReady.isEmpty()) {
                firstReady = OptionalLong.of(at);
            }
            if (readyOnce.add(replica) && readyOnce.size() == replicas) {
                allReady = OptionalLong.of(at);
            }
        }
    }

    public Map<String, Count> counts() {
        return counts;
    }

    @Override
    public void happened(long at, Happening happening) {
        if (happening instanceof Happening.Moved moved && moved.to() == ReplicaState.READY) {
            of(moved.replica().service()).ready(at, moved.replica());
        } else if (happening instanceof Happening.Launching(var incarnation)) {
            of(incarnation.replica().service()).launches++;
        } else if (happening instanceof Happening.Killing killing) {
            Count count = of(killing.incarnation().replica().service());
            switch (killing.reason()) {
                case LIVENESS -> count.killedByLiveness++;
                case STARTUP -> count.killedByStartup++;
                case CHANGED, STOPPED, RESTARTED -> {}
            }
        }
    }

    private Count of(String service) {
        return counts.computeIfAbsent(service, name -> new Count(0));
    }
}
