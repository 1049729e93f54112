package dev.probity.runtime;

import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.launch.log.LastWords;
import dev.probity.launch.log.Logs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What programs said that ended by themselves with an error: who reads that one "exited with code
/// 1" asks for it next. For one thread.
public final class CrashLines {
    /// How often to look: the end of a program is told before the last of its output is read.
    public static final Duration LOOK = Duration.ofMillis(50);

    /// How long a line that names an error is waited for.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Logs logs;
    private List<Crash> crashes = new ArrayList<>();
    private final Set<Incarnation> killed = new HashSet<>(); // they end for a reason that is known

    /// @param looked whether its output has been read once
    private record Crash(Incarnation incarnation, long since, boolean looked) {}

    public CrashLines(Logs logs) {
        this.logs = logs;
    }

    /// @param now of {@link System#nanoTime}
    public void note(Told told, long now) {
        if (told.notice() instanceof Notice.Happened(Happening happening)) {
            switch (happening) {
                case Happening.Killing killing -> killed.add(killing.incarnation());
                case Happening.Exited(Incarnation incarnation, var exit) -> {
                    if (!killed.remove(incarnation) && exit.code() != 0) {
                        crashes.add(new Crash(incarnation, now, false));
                    }
                }
                default -> {} // not an end
            }
        }
    }

    /// Whether there will be something to tell soon.
    public boolean isWaiting() {
        return !crashes.isEmpty();
    }

    /// Those of which enough is known. Each is looked for twice, however often this is asked.
    ///
    /// @param now of {@link System#nanoTime}
    public List<LogLine> due(long now) {
        List<LogLine> lines = new ArrayList<>();
        List<Crash> left = new ArrayList<>();
        for (Crash crash : crashes) {
            boolean over = now - crash.since() >= PATIENCE.toNanos();
            if (!over && (crash.looked() || now - crash.since() < LOOK.toNanos())) {
                left.add(crash);
                continue;
            }
            Optional<LastWords> words = said(crash.incarnation());
            if (over || words.filter(LastWords::telling).isPresent()) {
                words.map(each -> line(crash.incarnation(), each)).ifPresent(lines::add);
            } else {
                left.add(new Crash(crash.incarnation(), crash.since(), true));
            }
        }
        crashes = left;
        return lines;
    }

    /// All that are left, at the end of the run; within a second.
    public List<LogLine> last() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<LogLine> lines = new ArrayList<>();
        for (Crash crash : crashes) {
            Duration silence = System.nanoTime() - end < 0 ? LOOK.multipliedBy(2) : Duration.ZERO;
            try {
                LastWords.of(logs, crash.incarnation(), silence)
                        .map(words -> line(crash.incarnation(), words))
                        .ifPresent(lines::add);
            } catch (IOException _) {
                // as below
            }
        }
        crashes.clear();
        return lines;
    }

    private Optional<LastWords> said(Incarnation incarnation) {
        try {
            return LastWords.of(logs, incarnation);
        } catch (IOException _) {
            return Optional.empty(); // that its output is not kept has been told
        }
    }

    private static LogLine line(Incarnation incarnation, LastWords words) {
        return LogLine.warning("Replica " + incarnation + " said: " + words.text());
    }
}
