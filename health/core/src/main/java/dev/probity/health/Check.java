package dev.probity.health;

/// A named inspection with its schedule.
///
/// Its type says where it looks. Only a [Local] check can be given to liveness: a failed liveness
/// probe restarts the service, and when a database is down a restart mends nothing, on all replicas
/// at once.
public sealed interface Check {
    String name();

    Inspection inspection();

    Schedule schedule();

    /// Whether its failure fails the group; that of an advisory check only degrades it.
    boolean critical();

    /// What is believed before the first run has ended.
    Status initial();

    Check on(Schedule schedule);

    Check advisory();

    Check initially(Status initial);

    /// Looks inside this process or at this machine. Its first run is not waited for.
    static Local local(String name, Inspection inspection) {
        return new Local(name, inspection, Schedule.LOCAL, true, Status.UP);
    }

    /// Asks something that other replicas ask too. UNKNOWN before its first run has ended.
    static Remote remote(String name, Inspection inspection) {
        return new Remote(name, inspection, Schedule.REMOTE, true, Status.UNKNOWN);
    }

    record Local(
            String name, Inspection inspection, Schedule schedule, boolean critical, Status initial)
            implements Check {
        public Local {
            Group.requireName("check", name);
        }

        @Override
        public Local on(Schedule schedule) {
            return new Local(name, inspection, schedule, critical, initial);
        }

        @Override
        public Local advisory() {
            return new Local(name, inspection, schedule, false, initial);
        }

        @Override
        public Local initially(Status initial) {
            return new Local(name, inspection, schedule, critical, initial);
        }
    }

    record Remote(
            String name, Inspection inspection, Schedule schedule, boolean critical, Status initial)
            implements Check {
        public Remote {
            Group.requireName("check", name);
        }

        @Override
        public Remote on(Schedule schedule) {
            return new Remote(name, inspection, schedule, critical, initial);
        }

        @Override
        public Remote advisory() {
            return new Remote(name, inspection, schedule, false, initial);
        }

        @Override
        public Remote initially(Status initial) {
            return new Remote(name, inspection, schedule, critical, initial);
        }
    }
}
