package dev.probity.runtime;

import dev.probity.gateway.net.Transport;
import dev.probity.launch.container.EngineGreeting;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Begins what takes long while the file is read: with two processors that is done by the time it
/// is wanted. Where the file seems to name containers that is their engine's answer, and otherwise
/// what every run loads.
public final class WarmUp {
    private static final String SELECTORS = "java.nio.channels.spi.SelectorProvider";
    private static final String ON_LINUX = "sun.nio.ch.EPollSelectorProvider";

    /// One of these is in each file that names a container, in whichever language it is. One that
    /// means something else costs a question.
    private static final List<String> SIGNS = List.of("image", "build:", "dockerfile");

    private static final int ENOUGH = 1 << 20;

    private WarmUp() {}

    /// Returns at once.
    ///
    /// @param file that is about to be read
    /// @param environment in which the container engine is looked for
    public static EngineGreeting begin(Path file, Map<String, String> environment) {
        var greeting = EngineGreeting.planned();
        Thread.ofPlatform()
                .name("probity-warm-up")
                .daemon()
                .start(() -> work(file, environment, greeting));
        return greeting;
    }

    private static void work(Path file, Map<String, String> environment, EngineGreeting greeting) {
        try {
            nameSelectors();
            if (mayNameContainers(file)) {
                greeting.speak(environment);
            } else {
                Transport.best().prepare();
            }
        } finally {
            greeting.skip(); // unless it has been spoken
        }
    }

    /// Looks at plain files only: what comes from a pipe can be read once.
    private static boolean mayNameContainers(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            try (InputStream bytes = Files.newInputStream(file)) {
                String text = new String(bytes.readNBytes(ENOUGH), StandardCharsets.ISO_8859_1);
                return SIGNS.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains);
            }
        } catch (IOException _) {
            return false; // whoever reads it tells
        }
    }

    /// The JDK would take the same one, having looked for another in every jar.
    private static void nameSelectors() {
        try {
            System.setProperty(SELECTORS, Class.forName(ON_LINUX).getName());
        } catch (ClassNotFoundException _) {
            // another system, or another JDK
        }
    }
}
