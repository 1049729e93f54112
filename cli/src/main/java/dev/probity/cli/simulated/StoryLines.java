package dev.probity.cli.simulated;

import dev.probity.cli.terminal.Terminal;
import dev.probity.engine.Happening;
import dev.probity.runtime.LifeCycleLines;
import dev.probity.runtime.LogLine;
import dev.probity.runtime.Notice;
import dev.probity.runtime.Told;
import dev.probity.simulator.Observer;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The lines that `run` would print, with the time of the simulation before them.
final class StoryLines implements Observer {
    private static final int MOST = 200; // more is not read on a terminal

    private final Terminal terminal;
    private final LifeCycleLines lines = new LifeCycleLines();
    private long number;
    private int printed;

    StoryLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void happened(long at, Happening happening) {
        if (happening instanceof Happening.Attempted && printed >= MOST) {
            return; // the bulk of a long simulation, and nobody will see it
        }
        Told told = new Told(++number, at, Instant.EPOCH, new Notice.Happened(happening));
        Optional<LogLine> line = lines.of(told);
        if (line.isPresent()) {
            if (printed++ < MOST) {
                terminal.out().println(time(at) + "  " + line.get().text());
            }
        }
    }

    private static String time(long at) {
        return String.format(Locale.ROOT, "%10.3fs", at / 1e9);
    }

    void finish() {
        if (printed > MOST) {
            terminal.out().println("  … and " + (printed - MOST) + " more lines; -o json has all");
        }
    }
}
