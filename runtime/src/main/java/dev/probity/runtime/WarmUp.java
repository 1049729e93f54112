package dev.probity.runtime;

import dev.probity.gateway.net.Transport;

/// Loads what every run needs, whatever its file says, while the file is read: with two processors
/// that is done by the time it is wanted.
public final class WarmUp {
    private static final String SELECTORS = "java.nio.channels.spi.SelectorProvider";
    private static final String ON_LINUX = "sun.nio.ch.EPollSelectorProvider";

    private WarmUp() {}

    /// Returns at once.
    public static void begin() {
        Thread.ofPlatform().name("probity-warm-up").daemon().start(WarmUp::load);
    }

    private static void load() {
        nameSelectors();
        Transport.best().prepare();
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
