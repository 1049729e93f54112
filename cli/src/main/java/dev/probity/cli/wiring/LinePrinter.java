package dev.probity.cli.wiring;

import dev.probity.cli.terminal.Terminal;
import dev.probity.runtime.LifeCycleLines;
import dev.probity.runtime.LogLine;
import dev.probity.runtime.Told;

import java.time.Instant;
import java.time.ZoneId;

/// Prints one line for each change of state.
final class LinePrinter {
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private final LifeCycleLines lines = new LifeCycleLines();
    private final ZoneId zone = ZoneId.systemDefault();

    LinePrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Told told) {
        lines.of(told).ifPresent(line -> print(line, told.time()));
    }

    void print(LogLine line, Instant time) {
        String text = line.at(time.atZone(zone));
        terminal.out().println(terminal.colour() ? coloured(line, text) : text);
    }

    private static String coloured(LogLine line, String text) {
        return switch (line.level()) {
            case INFORMATION -> line.text().endsWith("ready state") ? GREEN + text + PLAIN : text;
            case WARNING -> YELLOW + text + PLAIN;
            case ERROR -> RED + text + PLAIN;
        };
    }
}
