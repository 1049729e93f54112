package dev.probity.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

import org.slf4j.Logger;

/// Logback without a file: warnings on standard error, everything with `--debug`.
///
/// Without a configurator Logback would print what Netty has to say at DEBUG.
public final class QuietLogging extends ContextAwareBase implements Configurator {
    /// Set by the command line before the first logger is asked for.
    public static final String DEBUG = "probity.debug";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("[%d{HH:mm:ss} %level{3}] %logger{0}: %msg%n%nopex");
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        boolean debug = Boolean.getBoolean(DEBUG);
        if (debug) {
            encoder.setPattern("[%d{HH:mm:ss.SSS} %level{3}] %logger{20} %thread: %msg%n%ex");
        }
        encoder.start();
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(debug ? Level.DEBUG : Level.WARN);
        root.addAppender(appender);
        context.getLogger("io.netty").setLevel(debug ? Level.INFO : Level.WARN);
        // A stream that is told of its end after its loop has stopped is not worth a line.
        context.getLogger("io.netty.util.concurrent.DefaultPromise.rejectedExecution")
                .setLevel(debug ? Level.ERROR : Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
