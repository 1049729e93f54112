package dev.probity.engine.life;

import java.util.List;

/// How far a slot is with what is desired of it; moves go from the stage that allows them.
public sealed interface Stage {

    /// Not launched yet.
    ///
    /// @param unmet the dependencies that are waited for, as told
    record Pending(List<String> unmet) implements Stage {
        public Pending {
            unmet = List.copyOf(unmet);
        }

        Up launch() {
            return new Up();
        }

        Down cancel() {
            return new Down();
        }
    }

    /// Its containers are kept running, as their restart policy says.
    record Up() implements Stage {
        Draining drain(long until) {
            return new Draining(until);
        }

        Stopping stop() {
            return new Stopping();
        }
    }

    /// Out of rotation; what is in flight finishes.
    ///
    /// @param until it is not waited for longer
    record Draining(long until) implements Stage {
        Draining finished(long now) {
            return new Draining(now);
        }

        Stopping stop() {
            return new Stopping();
        }
    }

    /// Its containers are told to end.
    record Stopping() implements Stage {
        Down gone() {
            return new Down();
        }
    }

    /// Nothing runs.
    record Down() implements Stage {
        Pending again() {
            return new Pending(List.of());
        }
    }
}
