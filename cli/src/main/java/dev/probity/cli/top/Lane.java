package dev.probity.cli.top;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// A probe's attempts on a line of time, the newest at the right end.
///
/// @param span how long the line is
record Lane(Instant now, Duration span, int columns) {

    private enum Mark {
        NONE(" ", Style.PLAIN),
        PASSED("✓", Style.GOOD),
        BROKEN("?", Style.WAITING),
        FAILED("✗", Style.BAD);

        private final String sign;
        private final Style style;

        Mark(String sign, Style style) {
            this.sign = sign;
            this.style = style;
        }

        static Mark of(String result) {
            return switch (result) {
                case "success", "warning" -> PASSED;
                case "failure", "unknown" -> FAILED;
                default -> BROKEN;
            };
        }
    }

    /// Of two in one column the worse one is seen.
    void draw(Line line, JsonNode attempts) {
        Mark[] marks = new Mark[columns];
        Arrays.fill(marks, Mark.NONE);
        for (JsonNode attempt : attempts) {
            Instant time = Units.time(attempt.path("time")).orElse(Instant.EPOCH);
            long ago = Duration.between(time, now).toMillis();
            if (ago >= 0 && ago < span.toMillis()) {
                int column = columns - 1 - (int) (ago * columns / span.toMillis());
                Mark mark = Mark.of(attempt.path("result").asText());
                marks[column] = mark.compareTo(marks[column]) > 0 ? mark : marks[column];
            }
        }
        for (Mark mark : marks) {
            line.add(mark.sign, mark.style);
        }
    }

    /// `-60s -45s … now`
    Line axis(int from) {
        StringBuilder axis = new StringBuilder(" ".repeat(columns));
        int labels = Math.max(1, columns / 15);
        for (int label = 0; label < labels; label++) {
            int column = label * columns / labels;
            long seconds = span.toSeconds() * (columns - column) / columns;
            String text = "-" + Units.seconds((double) seconds).replace(".0s", "s");
            if (column + text.length() < columns) {
                axis.replace(column, column + text.length(), text);
            }
        }
        return new Line().to(from).add(axis.toString(), Style.FAINT);
    }
}
