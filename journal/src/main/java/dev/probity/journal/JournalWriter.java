package dev.probity.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The journal's thread: takes lines from the queue and brings them to the disk.
final class JournalWriter implements Runnable {
    private static final Duration RETRY = Duration.ofSeconds(1); // a full disk stays full for long
    private static final Duration LOOK = Duration.ofMillis(200); // bounds how long an end waits

    private final Disk disk;
    private final Limits limits;
    private final Consumer<Trouble> troubles;
    private final BlockingQueue<Line> queue;
    private volatile boolean wantsState = true;
    private volatile boolean ended;

    // The rest belongs to the thread.
    private @Nullable SegmentFile segment;
    private boolean asked;
    private boolean stopped;
    private long lost;
    private long retryAt;

    /// Where segments come from.
    @FunctionalInterface
    interface Disk {
        OutputStream next() throws IOException;
    }

    JournalWriter(Disk disk, Limits limits, Consumer<Trouble> troubles) {
        this.disk = disk;
        this.limits = limits;
        this.troubles = troubles;
        queue = new ArrayBlockingQueue<>(limits.queued());
    }

    /// Whether nothing waits; the last line may still be on its way to the disk.
    boolean isIdle() {
        return queue.isEmpty();
    }

    boolean offer(Line line) {
        boolean opening = line instanceof Line.Opened;
        if (opening) {
            // Before the offer: the answer to it may be the next question.
            wantsState = false;
        }
        boolean taken = queue.offer(line);
        if (opening && !taken) {
            wantsState = true;
        }
        return taken;
    }

    boolean wantsState() {
        return wantsState;
    }

    void end() {
        ended = true;
    }

    @Override
    public void run() {
        try {
            while (!ended || !queue.isEmpty()) {
                Line line = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (line != null) {
                    take(line);
                }
            }
        } catch (InterruptedException _) {
            // The disk took too long at the end; what is still queued is lost.
        }
        closeSegment();
    }

    private void take(Line line) {
        try {
            switch (line) {
                case Line.Opened opened -> open(opened);
                case Line.Step step -> append(step);
            }
            if (queue.isEmpty() && segment != null) {
                segment.flush();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void open(Line.Opened opened) throws IOException {
        if (opened.lost() > 0 && !stopped) {
            stop("the disk is too slow for it");
        }
        asked = false;
        lost += opened.lost();
        closeSegment();
        segment = new SegmentFile(disk.next());
        segment.append(
                new Line.Opened(opened.format(), opened.at(), opened.time(), lost, opened.state()));
        segment.flush();
        if (stopped) {
            stopped = false;
            troubles.accept(new Trouble.Resumed(lost));
        }
        lost = 0;
    }

    private void append(Line.Step step) throws IOException {
        if (segment == null) {
            lost++;
            askForState(System.nanoTime() - retryAt >= 0);
            return;
        }
        segment.append(step);
        askForState(segment.stepBytes() >= limits.segmentBytes());
    }

    /// Once: the steps that are queued before the answer belong to this segment.
    private void askForState(boolean due) {
        if (due && !asked) {
            asked = true;
            wantsState = true;
        }
    }

    private void fail(IOException problem) {
        if (segment != null) {
            lost += segment.unflushed();
        }
        closeSegment();
        asked = false;
        retryAt = System.nanoTime() + RETRY.toNanos();
        if (!stopped) {
            String reason = problem.getMessage();
            stop(reason == null ? problem.toString() : reason);
        }
    }

    private void stop(String reason) {
        stopped = true;
        troubles.accept(new Trouble.Stopped(reason));
    }

    private void closeSegment() {
        SegmentFile file = segment;
        segment = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException _) {
                // Said already: its last flush failed too.
            }
        }
    }
}
