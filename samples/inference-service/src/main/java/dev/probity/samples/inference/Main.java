package dev.probity.samples.inference;

import java.io.IOException;
import java.net.BindException;

/// Starts the service by its environment, and stops it in order when it is told to.
public final class Main {
    private static final int WRONG_SETTINGS = 2;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Settings settings;
        try {
            settings = Settings.read(System.getenv());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(WRONG_SETTINGS);
            return;
        }
        Settings.Listening listening = settings.listening();
        try {
            InferenceService service = InferenceService.start(settings);
            service.stopping().onExit();
            System.out.printf(
                    "%s listens on %s:%d and serves %s%n",
                    listening.instance(), listening.host(), service.port(), settings.model());
        } catch (BindException taken) {
            System.err.printf(
                    "cannot listen on %s:%d: %s%n",
                    listening.host(), listening.port(), taken.getMessage());
            System.exit(1);
        }
    }
}
