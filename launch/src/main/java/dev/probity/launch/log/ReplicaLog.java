package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;
import dev.probity.launch.Output;
import dev.probity.launch.OutputLine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The log of one replica, written by the threads that read its streams.
///
/// A disk that takes nothing stops nobody: what is lost is counted, and the count is written as
/// soon as it takes something again.
final class ReplicaLog implements AutoCloseable {

    private final ReplicaId replica;
    private final LogWriter writer; // guarded by this
    private final InstantSource clock;
    private final Consumer<LogEntry> listeners;
    private final Consumer<LogTrouble> troubled;

    // All guarded by this.
    private Instant last = Instant.EPOCH;
    private long lostNow;
    private long lostEver;
    private Optional<String> trouble = Optional.empty();

    ReplicaLog(
            ReplicaId replica,
            LogFiles files,
            LogLimits limits,
            InstantSource clock,
            Consumer<LogEntry> listeners,
            Consumer<LogTrouble> troubled) {
        this.replica = replica;
        this.writer = new LogWriter(files, limits);
        this.clock = clock;
        this.listeners = listeners;
        this.troubled = troubled;
    }

    synchronized void write(String incarnation, Output stream, List<OutputLine> lines) {
        // Never backwards, whatever the clock does, so that logs can be merged by time.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isBefore(last) ? last : now;
        List<LogEntry> entries = new ArrayList<>(lines.size());
        for (OutputLine line : lines) {
            entries.add(
                    new LogEntry.Line(
                            last, replica, incarnation, stream, line.continued(), line.text()));
        }
        keep(entries);
        entries.forEach(listeners);
    }

    /// What is wrong with it now or was lost before; empty when all is well.
    synchronized Optional<LogTrouble> trouble() {
        return lostEver == 0 && trouble.isEmpty()
                ? Optional.empty()
                : Optional.of(new LogTrouble(replica, lostEver, trouble));
    }

    @Override
    public synchronized void close() {
        keep(List.of());
        writer.close();
    }

    private void keep(List<LogEntry> entries) {
        StringBuilder text = new StringBuilder();
        if (lostNow > 0) {
            String reason = trouble.orElse("the disk took nothing");
            LogFormat.write(new LogEntry.Gap(last, replica, lostNow, reason), text);
        }
        entries.forEach(entry -> LogFormat.write(entry, text));
        if (text.isEmpty()) {
            return;
        }
        boolean wasWell = trouble.isEmpty();
        try {
            writer.append(StandardCharsets.UTF_8.encode(text.toString()));
            lostNow = 0;
            trouble = Optional.empty();
        } catch (IOException broken) {
            lostNow += entries.size();
            lostEver += entries.size();
            trouble = Optional.of(reason(broken));
        }
        if (wasWell != trouble.isEmpty()) {
            troubled.accept(new LogTrouble(replica, lostEver, trouble));
        }
    }

    private static String reason(IOException broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }
}
