package dev.probity.health.stuck;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/// Platform threads that wait for each other for ever.
///
/// The JVM does not see virtual threads here, also when they deadlock; a [Canary] or a [Progress]
/// does. A look costs tens of microseconds, and about a millisecond with 500 threads.
public final class Deadlocks implements Inspection {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public Result inspect(Attempt attempt) {
        long[] stuck = threads.findDeadlockedThreads();
        if (stuck == null) {
            return Result.up();
        }
        String names =
                Arrays.stream(threads.getThreadInfo(stuck))
                        .filter(Objects::nonNull) // ended since: then it was none
                        .map(ThreadInfo::getThreadName)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return Result.down("deadlock").with("threads", names);
    }
}
