package dev.probity.runtime;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One line for the one who watches the run.
public record LogLine(Level level, String text) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    public enum Level {
        INFORMATION("INF"),
        WARNING("WRN"),
        ERROR("ERR");

        private final String mark;

        Level(String mark) {
            this.mark = mark;
        }
    }

    static LogLine information(String text) {
        return new LogLine(Level.INFORMATION, text);
    }

    static LogLine warning(String text) {
        return new LogLine(Level.WARNING, text);
    }

    static LogLine error(String text) {
        return new LogLine(Level.ERROR, text);
    }

    /// `[18:14:05 INF] Replica simple-webapi_a2d67bd9-4 is moving to a ready state`
    public String at(ZonedDateTime time) {
        return "[" + TIME.format(time) + " " + level.mark + "] " + text;
    }
}
