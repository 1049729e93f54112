package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Reads the logs of an application from its directory, merged by time, whoever writes them.
public final class LogReader implements AutoCloseable {

    /// Who is not told looks again after so long; for who is told, lines that follow come at once.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /// Replicas that begin to speak while others never stop.
    private static final Duration LOOK_FOR_NEW = Duration.ofSeconds(1);

    private final Path directory;
    private final LogQuery query;
    private final Optional<LogSubscription> bell;
    private final Map<ReplicaId, LogCursor> cursors = new LinkedHashMap<>();
    private long looked = System.nanoTime();

    /// Whoever writes there, this process or another: to wait for more is to look again and again.
    public LogReader(Path directory, LogQuery query) {
        this(directory, query, Optional.empty());
    }

    /// @param bell rings when something has been written; its entries are not read from it
    LogReader(Path directory, LogQuery query, Optional<LogSubscription> bell) {
        this.directory = directory;
        this.query = query;
        this.bell = bell;
    }

    /// Those whose output is kept there.
    public static List<ReplicaId> replicas(Path directory) throws IOException {
        return LogFiles.replicas(directory);
    }

    /// The next entry that is written; empty when there is none now.
    public Optional<LogEntry> next() throws IOException {
        while (true) {
            Optional<LogCursor> earliest = earliest();
            if (earliest.isEmpty() || System.nanoTime() - looked > LOOK_FOR_NEW.toNanos()) {
                looked = System.nanoTime();
                openNew();
                earliest = earliest();
            }
            if (earliest.isEmpty()) {
                return Optional.empty();
            }
            LogEntry entry = earliest.get().next();
            if (query.since().isEmpty() || !entry.at().isBefore(query.since().get())) {
                return Optional.of(entry);
            }
        }
    }

    /// The next entry, waited for: to follow the logs.
    public Optional<LogEntry> next(Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Optional<LogEntry> entry = next();
        while (entry.isEmpty() && System.nanoTime() - end < 0) {
            await(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            entry = next();
        }
        return entry;
    }

    private void await(Duration limit) throws InterruptedException {
        boolean more = bell.isEmpty() || bell.get().next(limit).isPresent();
        if (more) {
            TimeUnit.NANOSECONDS.sleep(Math.min(LOOK_AGAIN.toNanos(), limit.toNanos()));
        }
    }

    @Override
    public void close() throws IOException {
        bell.ifPresent(LogSubscription::close);
        for (LogCursor cursor : cursors.values()) {
            cursor.close();
        }
    }

    private Optional<LogCursor> earliest() throws IOException {
        Optional<LogCursor> earliest = Optional.empty();
        Instant time = Instant.MAX;
        for (LogCursor cursor : cursors.values()) {
            Optional<LogEntry> entry = cursor.peek();
            if (entry.isPresent() && entry.get().at().isBefore(time)) {
                time = entry.get().at();
                earliest = Optional.of(cursor);
            }
        }
        return earliest;
    }

    // A replica whose log begins later is read from its beginning.
    private void openNew() throws IOException {
        for (ReplicaId replica :
                LogFiles.replicas(directory).stream()
                        .filter(query.replicas())
                        .filter(replica -> !cursors.containsKey(replica))
                        .sorted(
                                Comparator.comparing(ReplicaId::service)
                                        .thenComparingInt(ReplicaId::ordinal))
                        .toList()) {
            LogFiles files = LogFiles.of(directory, replica);
            LogPlace start =
                    query.tail().isPresent()
                            ? LogPlace.beforeLast(query.tail().getAsInt(), files)
                            : LogPlace.beginning(files);
            cursors.put(replica, new LogCursor(replica, files, start));
        }
    }
}
