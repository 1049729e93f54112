package dev.probity.journal;

import dev.probity.engine.Effect;
import dev.probity.engine.EngineImage;
import dev.probity.engine.Event;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Keeps what an engine does. The engine never waits for the disk: a thread of the journal's own
/// writes, and what it cannot keep up with, or the disk does not take, is lost, counted and told.
///
/// Used by the engine's thread alone. Before each step it asks {@link #wantsState}, and hands the
/// state in when it is so: at the beginning, when a segment is full, and behind a gap.
public final class Journal implements AutoCloseable {
    private final JournalWriter writer;
    private final Thread thread;

    /// Steps since the last line that the writer took; the engine's thread owns it.
    private long lost;

    private Journal(JournalWriter writer) {
        this.writer = writer;
        thread = Thread.ofPlatform().name("probity-journal").daemon().start(writer);
    }

    /// Nothing is written, and no folder made, before the first state comes in.
    ///
    /// @param troubles told by the journal's thread
    public static Journal open(Path directory, Limits limits, Consumer<Trouble> troubles) {
        Segments segments = new Segments(directory);
        return open(() -> segments.next(limits.segments()), limits, troubles);
    }

    static Journal open(JournalWriter.Disk disk, Limits limits, Consumer<Trouble> troubles) {
        return new Journal(new JournalWriter(disk, limits, troubles));
    }

    boolean isIdle() {
        return writer.isIdle();
    }

    public boolean wantsState() {
        return lost > 0 || writer.wantsState();
    }

    /// @param at the engine's time, in nanoseconds
    /// @param time the same moment on the wall
    public void state(long at, Instant time, EngineImage state) {
        if (writer.offer(new Line.Opened(Line.FORMAT, at, time, lost, state))) {
            lost = 0;
        }
    }

    public void step(long at, Event event, List<Effect> effects) {
        // A segment with a hole in its middle could not be played again.
        if (lost > 0 || !writer.offer(new Line.Step(at, event, effects))) {
            lost++;
        }
    }

    /// Writes what is queued, if the disk takes it within two seconds.
    @Override
    public void close() {
        writer.end();
        try {
            if (!thread.join(java.time.Duration.ofSeconds(2))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
