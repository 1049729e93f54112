package dev.probity.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;

class LibraryLogsTest {
    private static final LocalTime NOON = LocalTime.parse("12:00:01.5");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void onlyWarningsAreWorthALine() {
        Logger logger = logger("org.example.Thing", false);
        logger.info("it has begun");
        logger.warn("{} of {} are gone", 2, 3);
        assertThat(text()).isEqualTo("[12:00:01 WARN] org.example.Thing: 2 of 3 are gone\n");
    }

    @Test
    void whatWasThrownIsForThoseWhoAsk() {
        logger("org.example.Thing", false).error("broken", new IllegalStateException("inside"));
        assertThat(text()).isEqualTo("[12:00:01 ERROR] org.example.Thing: broken\n");
    }

    @Test
    void debuggingShowsTheThreadAndTheTrace() {
        logger("org.example.Thing", true).debug("broken", new IllegalStateException("inside"));
        assertThat(text())
                .startsWith("[12:00:01.500 DEBUG] org.example.Thing: broken (")
                .contains("IllegalStateException: inside\n    at ");
    }

    @Test
    void nettyIsQuieterThanTheOthers() {
        assertThat(logger("io.netty.channel.Channel", true).isDebugEnabled()).isFalse();
        assertThat(logger("io.netty.channel.Channel", true).isInfoEnabled()).isTrue();
    }

    @Test
    void itIsTheOneThatLibrariesFind() {
        assertThat(LoggerFactory.getLogger("org.example")).isInstanceOf(LibraryLogger.class);
    }

    private Logger logger(String name, boolean debug) {
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return LibraryLogs.logger(name, debug, stream, () -> NOON);
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
