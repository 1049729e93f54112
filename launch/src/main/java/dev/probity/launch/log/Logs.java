package dev.probity.launch.log;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Output;
import dev.probity.launch.OutputLine;
import dev.probity.launch.OutputSink;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The output of an application's replicas: a sink for launches, kept under one directory.
///
/// Only one may write to a directory at a time; {@link LogReader} reads it from anywhere.
public final class Logs implements OutputSink, AutoCloseable {

    private final Path directory;
    private final LogLimits limits;
    private final InstantSource clock;
    private final Consumer<LogTrouble> troubled;
    private final Map<ReplicaId, ReplicaLog> logs = new ConcurrentHashMap<>();
    private final List<LogSubscription> subscriptions = new CopyOnWriteArrayList<>();

    public Logs(Path directory, LogLimits limits, InstantSource clock) {
        this(directory, limits, clock, _ -> {});
    }

    /// @param troubled told when a replica's output is not kept any more, and when it is again; it
    ///   must not wait
    public Logs(
            Path directory, LogLimits limits, InstantSource clock, Consumer<LogTrouble> troubled) {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
        this.troubled = troubled;
    }

    @Override
    public void write(Incarnation incarnation, Output stream, List<OutputLine> lines) {
        logs.computeIfAbsent(incarnation.replica(), this::open)
                .write(incarnation.name(), stream, lines);
    }

    /// Listens from now on.
    ///
    /// @param capacity how many lines may wait to be taken; what comes beyond is lost to the
    ///   listener, not to the disk
    public LogSubscription subscribe(Predicate<ReplicaId> wanted, int capacity) {
        var subscription = new LogSubscription(wanted, capacity, subscriptions::remove);
        subscriptions.add(subscription);
        return subscription;
    }

    /// Reads what has been kept, by this run and those before it; waits for more without looking.
    public LogReader read(LogQuery query) {
        return new LogReader(directory, query, Optional.of(subscribe(query.replicas(), 1)));
    }

    /// The replicas whose output is or was not kept, to be shown.
    public List<LogTrouble> troubles() {
        return logs.values().stream().flatMap(log -> log.trouble().stream()).toList();
    }

    @Override
    public void close() {
        logs.values().forEach(ReplicaLog::close);
    }

    private ReplicaLog open(ReplicaId replica) {
        return new ReplicaLog(
                replica, LogFiles.of(directory, replica), limits, clock, this::publish, troubled);
    }

    private void publish(LogEntry entry) {
        for (LogSubscription subscription : subscriptions) {
            subscription.offer(entry);
        }
    }
}
