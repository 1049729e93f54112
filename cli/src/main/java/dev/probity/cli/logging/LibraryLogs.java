package dev.probity.cli.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/// What the libraries say goes to standard error: warnings only, and more with `--debug`.
///
/// Of our own, because the others look through every jar for their settings or for another logger,
/// which takes longer than starting the engine does.
public final class LibraryLogs implements SLF4JServiceProvider {
    private static final String DEBUG = "probity.debug";
    private static final String SPEAKS = "2.0.99"; // SLF4J's way to ask for any 2.0

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    /// To be called before the first logger is asked for: SLF4J need not search then.
    public static void install() {
        System.setProperty("slf4j.provider", LibraryLogs.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN"); // not that it was told so
    }

    /// To be called before the first logger is asked for, too.
    public static void debug() {
        System.setProperty(DEBUG, "true");
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        boolean debug = Boolean.getBoolean(DEBUG);
        // The zone is read with the first line; mostly there is none.
        Supplier<LocalTime> time = () -> LocalTime.now(ZoneId.systemDefault());
        return name -> logger(name, debug, System.err, time);
    }

    static LibraryLogger logger(
            String name, boolean debug, PrintStream stream, Supplier<LocalTime> time) {
        return new LibraryLogger(name, threshold(name, debug), debug, stream, time);
    }

    /// Empty when nothing of it is worth a line.
    private static Optional<Level> threshold(String name, boolean debug) {
        if (name.equals("io.netty.util.concurrent.DefaultPromise.rejectedExecution") && !debug) {
            return Optional.empty(); // a stream that is told of its end after its loop has stopped
        }
        Level talkative = name.startsWith("io.netty") ? Level.INFO : Level.DEBUG;
        return Optional.of(debug ? talkative : Level.WARN);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public @Nullable String getRequestedApiVersion() {
        return SPEAKS;
    }

    @Override
    public void initialize() {
        // nothing is kept
    }
}
