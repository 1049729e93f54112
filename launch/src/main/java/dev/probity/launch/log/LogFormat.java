package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;
import dev.probity.launch.Output;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// One entry as one line of text: the container runtimes' format with the incarnation's name in it.
///
/// ```
/// 2026-01-31T12:00:00.123456Z web_0e7fe12d-7 stdout F what it said
/// 2026-01-31T12:00:00.123456Z web_0e7fe12d-7 stderr P what goes on in the next line
/// 2026-01-31T12:00:01.000000Z - gap 12 No space left on device
/// ```
final class LogFormat {

    private static final String NOBODY = "-";
    private static final String GAP = "gap";
    private static final String FULL = "F";
    private static final String PARTIAL = "P";

    private LogFormat() {}

    static void write(LogEntry entry, StringBuilder text) {
        text.append(entry.at()).append(' ');
        switch (entry) {
            case LogEntry.Line line ->
                    text.append(line.incarnation())
                            .append(' ')
                            .append(line.stream().title())
                            .append(' ')
                            .append(line.continued() ? PARTIAL : FULL)
                            .append(' ')
                            .append(line.text());
            case LogEntry.Gap gap ->
                    text.append(NOBODY)
                            .append(' ')
                            .append(GAP)
                            .append(' ')
                            .append(gap.lines())
                            .append(' ')
                            .append(gap.reason().replace('\n', ' '));
        }
        text.append('\n');
    }

    /// @return nothing for what is torn or foreign
    static Optional<LogEntry> parse(String line, ReplicaId replica) {
        String[] fields = line.split(" ", 5);
        if (fields.length < 5) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(fields[0]);
            if (fields[2].equals(GAP)) {
                long lines = Long.parseLong(fields[3]);
                return Optional.of(new LogEntry.Gap(at, replica, lines, fields[4]));
            }
            Output stream = Output.of(fields[2]);
            boolean continued = fields[3].equals(PARTIAL);
            return Optional.of(
                    new LogEntry.Line(at, replica, fields[1], stream, continued, fields[4]));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
