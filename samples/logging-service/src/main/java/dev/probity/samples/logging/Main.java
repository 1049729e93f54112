package dev.probity.samples.logging;

import java.io.IOException;

/// Starts the service as the environment says.
public final class Main {
    private static final int MISCONFIGURED = 2;
    private static final int CANNOT_LISTEN = 1;

    private Main() {}

    public static void main(String[] arguments) {
        settle();
        Configuration configuration;
        LoggingService service;
        try {
            configuration = Configuration.of(System.getenv());
            service = new LoggingService(configuration);
        } catch (IllegalArgumentException problem) {
            end(MISCONFIGURED, String.valueOf(problem.getMessage()));
            return;
        } catch (IOException problem) {
            end(CANNOT_LISTEN, "cannot listen: " + problem.getMessage());
            return;
        }
        service.shutdown().onExit();
        service.start();
        System.out.printf(
                "%s listens on %s:%d%n",
                configuration.address().instance(), configuration.address().host(), service.port());
    }

    /// What the JDK's server and logging take from system properties only.
    private static void settle() {
        // Head and body of an answer are two packets; without this the second one waits for an
        // acknowledgement that is 40 ms late.
        usually("sun.net.httpserver.nodelay", "true");
        // Seconds. Whoever sends or reads more slowly is cut off.
        usually("sun.net.httpserver.maxReqTime", "30");
        usually("sun.net.httpserver.maxRspTime", "30");
        usually("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
    }

    private static void usually(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void end(int code, String message) {
        System.err.println(LoggingService.NAME + ": " + message);
        System.exit(code);
    }
}
