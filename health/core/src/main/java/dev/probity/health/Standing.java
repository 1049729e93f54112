package dev.probity.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// How one member of a group stands, as it was when it was last looked at.
///
/// @param critical whether its failure fails the group
/// @param reason a code; empty while it is UP
/// @param since when the status became what it is
/// @param checkedAt when the last run ended
/// @param took how long the last run was
public record Standing(
        String name,
        boolean critical,
        Status status,
        String reason,
        Map<String, Object> data,
        Instant since,
        Instant checkedAt,
        Duration took,
        Tally tally) {

    /// What has been counted over all runs.
    ///
    /// @param failuresInARow up to the last run
    /// @param successesInARow up to the last run
    /// @param timeouts failures because the deadline had passed
    /// @param skipped runs that did not begin because the one before had not ended
    /// @param transitions changes of the status
    /// @param lastUp when a run last succeeded; the epoch if none has
    public record Tally(
            int failuresInARow,
            int successesInARow,
            long runs,
            long failures,
            long timeouts,
            long skipped,
            long transitions,
            Instant lastUp) {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, Instant.EPOCH);

        Tally afterSkip() {
            return new Tally(
                    failuresInARow,
                    successesInARow,
                    runs,
                    failures,
                    timeouts,
                    skipped + 1,
                    transitions,
                    lastUp);
        }
    }

    public Standing {
        data = Map.copyOf(data);
    }

    /// What it counts for in its group: an advisory member can only degrade it.
    public Status weighed() {
        return critical || status.passes() ? status : Status.DEGRADED;
    }

    static Standing initial(Check check, Instant now) {
        String reason = check.initial() == Status.UP ? "" : Result.Reasons.NOT_CHECKED_YET;
        return new Standing(
                check.name(),
                check.critical(),
                check.initial(),
                reason,
                Map.of(),
                now,
                now,
                Duration.ZERO,
                Tally.NONE);
    }

    /// What is left when nobody has looked for too long.
    Standing stale(Instant now) {
        return new Standing(
                name,
                critical,
                Status.UNKNOWN,
                Result.Reasons.STALE,
                Map.of(),
                now,
                checkedAt,
                took,
                tally);
    }

    Standing skipped() {
        return new Standing(
                name, critical, status, reason, data, since, checkedAt, took, tally.afterSkip());
    }

    /// Judges what a run has found.
    ///
    /// The first result after UNKNOWN is believed at once. Later ones need as many in a row as the
    /// schedule says; one of the other kind starts the count again.
    Standing after(Finding finding, Schedule schedule) {
        boolean good = finding.result().status().passes();
        int failures = good ? 0 : tally.failuresInARow + 1;
        int successes = good ? tally.successesInARow + 1 : 0;
        boolean first = status == Status.UNKNOWN || tally.runs == 0;
        boolean believed =
                first
                        || (good
                                ? status.passes() || successes >= schedule.upAfter()
                                : status == Status.DOWN || failures >= schedule.downAfter());
        Status next = believed ? finding.result().status() : status;
        boolean changed = next != status;
        return new Standing(
                name,
                critical,
                next,
                believed ? reasonOf(finding.result()) : reason,
                finding.result().data(),
                changed ? finding.at() : since,
                finding.at(),
                finding.took(),
                new Tally(
                        failures,
                        successes,
                        tally.runs + 1,
                        tally.failures + (good ? 0 : 1),
                        tally.timeouts + (finding.timedOut() ? 1 : 0),
                        tally.skipped,
                        tally.transitions + (changed ? 1 : 0),
                        good ? finding.at() : tally.lastUp));
    }

    /// What is said by hand is believed at once.
    Standing said(Result result, Instant now) {
        boolean changed = result.status() != status;
        return new Standing(
                name,
                critical,
                result.status(),
                reasonOf(result),
                result.data(),
                changed ? now : since,
                now,
                Duration.ZERO,
                new Tally(
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        tally.transitions + (changed ? 1 : 0),
                        result.status().passes() ? now : tally.lastUp));
    }

    static Standing of(Switch member, Instant now) {
        Result result = member.result();
        return new Standing(
                member.name(),
                true,
                result.status(),
                reasonOf(result),
                result.data(),
                now,
                now,
                Duration.ZERO,
                Tally.NONE);
    }

    private static String reasonOf(Result result) {
        return switch (result) {
            case Result.Up up -> "";
            case Result.Degraded degraded -> degraded.reason();
            case Result.Down down -> down.reason();
        };
    }
}
