package dev.probity.cli.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints a line for each message that is important enough.
final class LibraryLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient Optional<Level> least;
    private final transient boolean debug;
    private final transient PrintStream stream;
    private final transient Supplier<LocalTime> time;

    /// @param least empty: none is
    /// @param debug with the thread and with what was thrown
    LibraryLogger(
            String name,
            Optional<Level> least,
            boolean debug,
            PrintStream stream,
            Supplier<LocalTime> time) {
        this.name = name;
        this.least = least;
        this.debug = debug;
        this.stream = stream;
        this.time = time;
    }

    @Override
    public boolean isTraceEnabled() {
        return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isEnabled(Level.ERROR);
    }

    private boolean isEnabled(Level level) {
        return least.filter(wanted -> level.toInt() >= wanted.toInt()).isPresent();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        var line = new StringBuilder();
        ChronoUnit unit = debug ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
        line.append('[').append(time.get().truncatedTo(unit)).append(' ');
        line.append(level).append("] ").append(name).append(": ");
        line.append(MessageFormatter.basicArrayFormat(pattern, arguments));
        if (debug) {
            line.append(" (").append(Thread.currentThread().getName()).append(')');
            Optional.ofNullable(thrown).ifPresent(cause -> line.append('\n').append(trace(cause)));
        }
        stream.println(line);
    }

    private static String trace(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> Stream.concat(Stream.of(cause), frames(cause)))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> frames(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace()).map(frame -> "    at " + frame);
    }
}
