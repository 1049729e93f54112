package dev.probity.simulator.replay;

import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.ReplicaId;
import dev.probity.simulator.Observer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Where two courses of a run differ in what replicas went through.
public final class Contrast {
    private static final long SAME = 1_000_000_000L; // closer than a second is no difference

    private Contrast() {}

    /// @param recorded whether it happened in the record; otherwise with the other file
    /// @param at nanoseconds since the beginning
    public record Difference(long at, boolean recorded, ReplicaId replica, String text) {}

    /// Hears one course.
    public static final class Course implements Observer {
        private final List<Difference> steps = new ArrayList<>();
        private final boolean recorded;

        public Course(boolean recorded) {
            this.recorded = recorded;
        }

        @Override
        public void happened(long at, Happening happening) {
            if (happening instanceof Happening.Moved moved) {
                String state = moved.to().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                steps.add(new Difference(at, recorded, moved.replica(), "is " + state));
            } else if (happening instanceof Happening.Killing killing
                    && (killing.reason() == KillReason.LIVENESS
                            || killing.reason() == KillReason.STARTUP)) {
                String probe = killing.reason().name().toLowerCase(Locale.ROOT);
                steps.add(
                        new Difference(
                                at,
                                recorded,
                                killing.incarnation().replica(),
                                "is killed: its " + probe + " probe failed"));
            }
        }
    }

    /// In the order of time.
    public static List<Difference> of(Course recorded, Course other) {
        List<Difference> left = new ArrayList<>(other.steps);
        List<Difference> differences = new ArrayList<>();
        for (Difference step : recorded.steps) {
            boolean matched =
                    left.stream()
                            .filter(each -> isSame(each, step))
                            .findFirst()
                            .map(left::remove)
                            .orElse(false);
            if (!matched) {
                differences.add(step);
            }
        }
        differences.addAll(left);
        differences.sort(Comparator.comparingLong(Difference::at));
        return differences;
    }

    private static boolean isSame(Difference one, Difference other) {
        return one.replica().equals(other.replica())
                && one.text().equals(other.text())
                && Math.abs(one.at() - other.at()) < SAME;
    }
}
