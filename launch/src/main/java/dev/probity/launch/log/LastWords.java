package dev.probity.launch.log;

import dev.probity.engine.Incarnation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a program said before it ended: mostly that tells why.
///
/// @param text a line
/// @param telling whether it names an error
public record LastWords(String text, boolean telling) {
    private static final int LINES = 50; // a stack trace, and what stands before it
    private static final int LONGEST = 200;

    private static final Pattern TELLING =
            Pattern.compile(
                    "error|exception|fatal|panic|cannot|could not|unable to|failed|denied"
                            + "|not found|no such",
                    Pattern.CASE_INSENSITIVE);

    /// The line that tells most about an incarnation's end; nothing when it said nothing.
    public static Optional<LastWords> of(Logs logs, Incarnation incarnation) throws IOException {
        try {
            return of(logs, incarnation, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError("nothing is waited for", e);
        }
    }

    /// The same, of one that has just ended: its output may not all have been read.
    ///
    /// @param silence of that length is taken for the end of it
    public static Optional<LastWords> of(Logs logs, Incarnation incarnation, Duration silence)
            throws IOException, InterruptedException {
        LogQuery query = LogQuery.everything().of(incarnation.replica()::equals).last(LINES);
        List<String> lines = new ArrayList<>();
        try (LogReader reader = logs.read(query)) {
            for (Optional<LogEntry> entry = reader.next(silence);
                    entry.isPresent();
                    entry = reader.next(silence)) {
                if (entry.get() instanceof LogEntry.Line line
                        && line.incarnation().equals(incarnation.name())) {
                    lines.add(line.text());
                }
            }
        }
        return in(lines);
    }

    /// The last line that names an error, else the last one. What is indented belongs to another
    /// line: the frames of a stack trace.
    static Optional<LastWords> in(List<String> lines) {
        List<String> whole =
                lines.stream()
                        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                        .toList()
                        .reversed();
        return whole.stream()
                .filter(line -> TELLING.matcher(line).find())
                .findFirst()
                .map(line -> new LastWords(cut(line), true))
                .or(() -> whole.stream().findFirst().map(line -> new LastWords(cut(line), false)));
    }

    private static String cut(String line) {
        String text = line.strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
