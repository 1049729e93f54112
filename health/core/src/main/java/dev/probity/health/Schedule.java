package dev.probity.health;

import java.time.Duration;

/// When a check runs and how its results are believed.
///
/// @param period from one start to the next
/// @param deadline when a run that has not ended counts as failed; shorter than the period
/// @param maxAge how long a result is believed; after that the check is UNKNOWN
/// @param downAfter failures in a row before the check is DOWN
/// @param upAfter successes in a row before a check that was DOWN is UP
public record Schedule(
        Duration period, Duration deadline, Duration maxAge, int downAfter, int upAfter) {

    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(2);

    /// For what is reached over a network: one lost answer is no outage.
    public static final Schedule REMOTE = every(Duration.ofSeconds(5));

    /// For what is seen inside the process, where nothing gets lost on the way.
    public static final Schedule LOCAL = every(Duration.ofSeconds(1)).downAfter(1);

    public Schedule {
        requirePositive("period", period);
        requirePositive("deadline", deadline);
        requireAtLeastOne("downAfter", downAfter);
        requireAtLeastOne("upAfter", upAfter);
        if (deadline.compareTo(period) >= 0) {
            throw new IllegalArgumentException(
                    "the deadline is %s and the period %s; a run must end before the next one is due"
                            .formatted(deadline, period));
        }
        if (maxAge.compareTo(period.plus(deadline)) < 0) {
            throw new IllegalArgumentException(
                    "maxAge is %s; with this period and deadline a new result may take %s"
                            .formatted(maxAge, period.plus(deadline)));
        }
    }

    /// A deadline of half the period, at most two seconds; DOWN after two failures in a row.
    public static Schedule every(Duration period) {
        requirePositive("period", period);
        Duration half = period.dividedBy(2);
        Duration deadline = half.compareTo(LONGEST_DEADLINE) < 0 ? half : LONGEST_DEADLINE;
        return new Schedule(period, deadline, usualMaxAge(period, deadline), 2, 1);
    }

    public Schedule within(Duration deadline) {
        Duration age =
                maxAge.equals(usualMaxAge(period, this.deadline))
                        ? usualMaxAge(period, deadline)
                        : maxAge;
        return new Schedule(period, deadline, age, downAfter, upAfter);
    }

    public Schedule freshFor(Duration maxAge) {
        return new Schedule(period, deadline, maxAge, downAfter, upAfter);
    }

    public Schedule downAfter(int failures) {
        return new Schedule(period, deadline, maxAge, failures, upAfter);
    }

    public Schedule upAfter(int successes) {
        return new Schedule(period, deadline, maxAge, downAfter, successes);
    }

    /// Two runs may be lost and the third may use all of its time.
    private static Duration usualMaxAge(Duration period, Duration deadline) {
        return period.multipliedBy(3).plus(deadline);
    }

    private static void requirePositive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "the %s is %s; it has to be positive".formatted(what, value));
        }
    }

    private static void requireAtLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s is %d; the least it can be is 1".formatted(what, value));
        }
    }
}
