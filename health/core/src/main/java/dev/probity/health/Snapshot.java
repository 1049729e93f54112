package dev.probity.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Everything that can be asked, at one moment. Immutable.
record Snapshot(Map<Group, Page> pages) {

    /// A standing and when it stops being believed.
    record Entry(Standing standing, long freshUntil) {
        static final long FOR_EVER = Long.MAX_VALUE;
    }

    /// One group's report, and what is needed to see that it has become too old.
    record Page(Report report, List<Entry> entries, long freshUntil) {
        static Page of(Group group, List<Entry> entries) {
            Report report = Report.of(group, entries.stream().map(Entry::standing).toList());
            long fresh = entries.stream().mapToLong(Entry::freshUntil).min().orElse(Entry.FOR_EVER);
            return new Page(report, List.copyOf(entries), fresh);
        }

        /// Only when the evaluation itself has stopped does a reader have more to do than to look.
        Report at(long nanos, Time time) {
            return nanos <= freshUntil ? report : withoutTheOld(nanos, time.now());
        }

        private Report withoutTheOld(long nanos, Instant now) {
            return Report.of(
                    report.group(),
                    entries.stream()
                            .map(entry ->
                                    nanos <= entry.freshUntil()
                                            ? entry.standing()
                                            : entry.standing().stale(now))
                            .toList());
        }
    }
}
