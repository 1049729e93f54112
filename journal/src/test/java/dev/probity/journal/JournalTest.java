package dev.probity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;
import dev.probity.engine.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(60)
class JournalTest {
    private static final Event EVENT = new Event.TimerDue();
    private static final List<Effect> EFFECTS = List.of(new Effect.WakeAt(5));

    private final BlockingQueue<Trouble> troubles = new LinkedBlockingQueue<>();

    @TempDir Path directory;

    @Test
    void opensWithTheStateAndKeepsEachStep() throws IOException {
        try (Journal journal = Journal.open(directory, Limits.USUAL, troubles::add)) {
            step(journal, 1);
            step(journal, 2);
        }
        List<Line> lines = read(SegmentReader.segments(directory).getFirst());
        assertThat(lines.getFirst()).isInstanceOf(Line.Opened.class);
        assertThat(lines.subList(1, 3))
                .containsExactly(
                        new Line.Step(1, EVENT, EFFECTS), new Line.Step(2, EVENT, EFFECTS));
        assertThat(troubles).isEmpty();
    }

    @Test
    void beginsANewSegmentInEachRun() throws IOException {
        for (int run = 0; run < 2; run++) {
            try (Journal journal = Journal.open(directory, Limits.USUAL, troubles::add)) {
                step(journal, run);
            }
        }
        assertThat(SegmentReader.segments(directory))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("journal-000001.jsonl", "journal-000002.jsonl");
    }

    @Test
    void keepsNoMoreThanItsSegments() throws IOException {
        Limits small = new Limits(1_000, 3, 100);
        try (Journal journal = Journal.open(directory, small, troubles::add)) {
            for (int at = 1; at <= 300; at++) {
                step(journal, at);
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(journal::isIdle);
            }
        }
        List<Path> segments = SegmentReader.segments(directory);
        assertThat(segments).hasSize(3);
        long last = 0;
        for (Path segment : segments) {
            List<Line> lines = read(segment);
            assertThat(lines.getFirst()).isInstanceOf(Line.Opened.class);
            for (Line line : lines.subList(1, lines.size())) {
                long at = ((Line.Step) line).at();
                assertThat(last == 0 || at == last + 1).as("no step is missing at %d", at).isTrue();
                last = at;
            }
        }
        assertThat(last).isEqualTo(300);
    }

    @Test
    void skipsATornLastLine() throws IOException {
        try (Journal journal = Journal.open(directory, Limits.USUAL, troubles::add)) {
            step(journal, 1);
            step(journal, 2);
        }
        Path segment = SegmentReader.segments(directory).getFirst();
        byte[] whole = Files.readAllBytes(segment);
        for (int torn = 1; torn < 40; torn++) {
            byte[] head = Arrays.copyOf(whole, whole.length - torn);
            Files.write(segment, head, StandardOpenOption.TRUNCATE_EXISTING);
            assertThat(read(segment)).hasSize(2);
        }
    }

    @Test
    void countsWhatAFullDiskDidNotTakeAndGoesOnBehindIt() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        List<ByteArrayOutputStream> segments = new CopyOnWriteArrayList<>();
        JournalWriter.Disk disk =
                () -> {
                    refuseWhen(full);
                    ByteArrayOutputStream segment = new ByteArrayOutputStream();
                    segments.add(segment);
                    return new FillingDisk(segment, full);
                };
        try (Journal journal = Journal.open(disk, Limits.USUAL, troubles::add)) {
            step(journal, 1);
            await().until(() ->
                    !segments.isEmpty()
                            && segments.getFirst()
                                    .toString(StandardCharsets.UTF_8)
                                    .contains("Step"));
            full.set(true);
            step(journal, 2);
            assertThat(trouble()).isEqualTo(new Trouble.Stopped("No space left on device"));
            step(journal, 3);
            full.set(false);
            await().until(() -> stepped(journal, 4) && segments.size() == 2);
            step(journal, 5);
            assertThat(((Trouble.Resumed) trouble()).lost()).isGreaterThanOrEqualTo(2);
        }
        assertThat(segments).hasSize(2);
        List<Line> behind = lines(segments.getLast().toByteArray());
        assertThat(((Line.Opened) behind.getFirst()).lost()).isGreaterThanOrEqualTo(2);
        assertThat(behind.getLast()).isEqualTo(new Line.Step(5, EVENT, EFFECTS));
    }

    @Test
    void neverMakesTheEngineWaitForASlowDisk() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        JournalWriter.Disk disk =
                () -> {
                    asked.countDown();
                    awaitQuietly(slow);
                    return segment;
                };
        try (Journal journal = Journal.open(disk, new Limits(1 << 20, 2, 10), troubles::add)) {
            step(journal, 0);
            awaitQuietly(asked); // else the writer could make room once in the midst of the flood
            for (int at = 1; at < 1_000; at++) {
                step(journal, at); // would hang here
            }
            slow.countDown();
            await().until(() -> stepped(journal, 4) && troubles.size() == 2);
        }
        assertThat(trouble()).isEqualTo(new Trouble.Stopped("the disk is too slow for it"));
        assertThat(((Trouble.Resumed) trouble()).lost()).isGreaterThan(900);
    }

    private Trouble trouble() throws InterruptedException {
        return Objects.requireNonNull(troubles.poll(10, TimeUnit.SECONDS), "no trouble in time");
    }

    private static boolean stepped(Journal journal, long at) {
        step(journal, at);
        return true;
    }

    private static void step(Journal journal, long at) {
        if (journal.wantsState()) {
            journal.state(at, Instant.EPOCH, Engine.create(Settings.of(0)).image());
        }
        journal.step(at, EVENT, EFFECTS);
    }

    private static List<Line> read(Path segment) throws IOException {
        return lines(Files.readAllBytes(segment));
    }

    private static List<Line> lines(byte[] segment) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (var reader = new SegmentReader(new ByteArrayInputStream(segment), "segment")) {
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
        }
        return lines;
    }

    private static void refuseWhen(AtomicBoolean full) throws IOException {
        if (full.get()) {
            throw new IOException("No space left on device");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FillingDisk extends OutputStream {
        private final OutputStream below;
        private final AtomicBoolean full;

        FillingDisk(OutputStream below, AtomicBoolean full) {
            this.below = below;
            this.full = full;
        }

        @Override
        public void write(int octet) throws IOException {
            refuseWhen(full);
            below.write(octet);
        }
    }
}
