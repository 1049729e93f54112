package dev.probity.launch.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Output;
import dev.probity.launch.OutputLine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class LogsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final LogLimits SMALL = new LogLimits(1_000, 3);

    private static final Incarnation FIRST =
            new Incarnation(new ReplicaId("web", 1), "web", "web_0e7fe12d-7");
    private static final Incarnation SECOND =
            new Incarnation(new ReplicaId("my-db", 2), "my-db", "my-db_a2d67bd9-4");

    @TempDir private Path directory;

    private Instant now = NOON;
    private final List<Logs> opened = new ArrayList<>();

    private Logs logs(LogLimits limits) {
        var logs = new Logs(directory, limits, () -> now);
        opened.add(logs);
        return logs;
    }

    @AfterEach
    void close() {
        opened.forEach(Logs::close);
    }

    private static void say(Logs logs, Incarnation who, String... texts) {
        List<OutputLine> lines = Stream.of(texts).map(text -> new OutputLine(text, false)).toList();
        logs.write(who, Output.STDOUT, lines);
    }

    private List<LogEntry> read(LogQuery query) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        try (var reader = new LogReader(directory, query)) {
            for (Optional<LogEntry> entry = reader.next();
                    entry.isPresent();
                    entry = reader.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    private List<String> texts(LogQuery query) throws IOException {
        return read(query).stream().map(LogsTest::text).toList();
    }

    private static String text(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Line line -> line.text();
            case LogEntry.Gap gap -> gap.text();
        };
    }

    @Test
    void keepsWhatWasSaidByWhomWhereAndWhen() throws IOException {
        var half = new OutputLine("half of  it ", true);

        logs(SMALL).write(SECOND, Output.STDERR, List.of(half));

        assertThat(read(LogQuery.everything()))
                .containsExactly(
                        new LogEntry.Line(
                                NOON,
                                new ReplicaId("my-db", 2),
                                "my-db_a2d67bd9-4",
                                Output.STDERR,
                                true,
                                "half of  it "));
    }

    @Test
    void keepsEmptyLinesAndWhateverIsNoEndOfALine() throws IOException {
        say(logs(SMALL), FIRST, "", "a\tb\rc\u0000d\u2028e \uD83D\uDE00", "");

        assertThat(texts(LogQuery.everything()))
                .containsExactly("", "a\tb\rc\u0000d\u2028e \uD83D\uDE00", "");
    }

    @Test
    void keepsOnlySoManyFilesOfSoManyBytes() throws IOException {
        Logs logs = logs(SMALL);
        for (int number = 0; number < 200; number++) {
            say(logs, FIRST, "line " + number);
        }

        List<String> kept = texts(LogQuery.everything());

        try (Stream<Path> files = Files.list(directory.resolve("web-1"))) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(file.toFile().length()).isLessThan(1_100));
        }
        assertThat(kept)
                .hasSizeBetween(20, 60)
                .containsExactlyElementsOf(
                        IntStream.range(200 - kept.size(), 200)
                                .mapToObj(number -> "line " + number)
                                .toList());
    }

    @Test
    void goesOnWhereAnEarlierRunStopped() throws IOException {
        say(logs(SMALL), FIRST, "before");
        say(logs(SMALL), FIRST, "after");

        assertThat(texts(LogQuery.everything())).containsExactly("before", "after");
    }

    @Test
    void skipsALineThatWasTornByACrash() throws IOException {
        say(logs(SMALL), FIRST, "whole");
        Path file = directory.resolve("web-1").resolve("000001.log");
        Files.writeString(file, "2026-01-31T12:00", StandardOpenOption.APPEND);

        say(logs(SMALL), FIRST, "next");

        assertThat(texts(LogQuery.everything())).containsExactly("whole", "next");
    }

    @Test
    void givesTheLastLinesOfEachReplicaOverSeveralFiles() throws IOException {
        Logs logs = logs(SMALL);
        for (int number = 0; number < 40; number++) {
            say(logs, FIRST, "web " + number);
        }
        say(logs, SECOND, "db");

        assertThat(texts(LogQuery.everything().last(30)))
                .hasSize(31)
                .contains("web 10", "web 39", "db")
                .doesNotContain("web 9");
        assertThat(texts(LogQuery.everything().last(1))).containsExactly("db", "web 39");
        assertThat(texts(LogQuery.everything().last(0))).isEmpty();
        assertThat(texts(LogQuery.everything().last(1_000))).hasSize(41);
    }

    @Test
    void mergesReplicasByTimeAndLeavesOutWhatIsTooOldOrNotWanted() throws IOException {
        Logs logs = logs(SMALL);
        for (String text : List.of("1", "3", "5")) {
            now = NOON.plusSeconds(Long.parseLong(text));
            say(logs, FIRST, text);
            now = now.plusSeconds(1);
            say(logs, SECOND, Integer.toString(Integer.parseInt(text) + 1));
        }

        assertThat(texts(LogQuery.everything())).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(texts(LogQuery.everything().since(NOON.plusSeconds(4))))
                .containsExactly("4", "5", "6");
        assertThat(texts(LogQuery.everything().of(replica -> replica.service().equals("web"))))
                .containsExactly("1", "3", "5");
    }

    @Test
    void keepsItsOrderWhenTheClockIsSetBack() throws IOException {
        Logs logs = logs(SMALL);
        say(logs, FIRST, "first");
        now = NOON.minusSeconds(3600);
        say(logs, FIRST, "second");

        assertThat(read(LogQuery.everything()))
                .extracting(LogEntry::at)
                .containsExactly(NOON, NOON);
    }

    @Test
    void followsOverRotationsAndSeesReplicasThatBeginLater() throws Exception {
        Logs logs = logs(SMALL);
        List<String> followed = new ArrayList<>();
        try (var reader = logs.read(LogQuery.everything())) {
            for (int number = 0; number < 100; number++) {
                say(logs, FIRST, "line " + number);
                followed.add(text(reader.next(Duration.ofSeconds(5)).orElseThrow()));
            }
            say(logs, SECOND, "later");
            followed.add(text(reader.next(Duration.ofSeconds(5)).orElseThrow()));

            assertThat(reader.next(Duration.ofMillis(1))).isEmpty();
        }
        assertThat(followed).hasSize(101).startsWith("line 0").endsWith("line 99", "later");
    }

    @Test
    @Timeout(20)
    void wakesAReaderThatWaitsForMore() throws Exception {
        Logs logs = logs(SMALL);
        try (LogReader reader = logs.read(LogQuery.everything())) {
            var entry = new FutureTask<>(() -> reader.next(Duration.ofMinutes(1)).orElseThrow());
            Thread waiting = Thread.startVirtualThread(entry);
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            say(logs, FIRST, "at last");

            assertThat(text(entry.get())).isEqualTo("at last");
        }
    }

    @Test
    void tellsAReaderThatItMissedWhatWasRotatedAway() throws IOException {
        Logs logs = logs(SMALL);
        say(logs, FIRST, "first");
        try (var reader = logs.read(LogQuery.everything())) {
            assertThat(reader.next().map(LogsTest::text)).contains("first");
            for (int number = 0; number < 200; number++) {
                say(logs, FIRST, "line " + number);
            }
            List<String> rest = new ArrayList<>();
            reader.next().map(LogsTest::text).ifPresent(rest::add);
            for (Optional<LogEntry> entry = reader.next();
                    entry.isPresent();
                    entry = reader.next()) {
                rest.add(text(entry.get()));
            }

            assertThat(rest)
                    .contains("some lines lost: rotated away before it was read")
                    .endsWith("line 199");
        }
    }

    @Test
    void tellsAListenerHowManyLinesItWasTooSlowFor() throws InterruptedException {
        Logs logs = logs(SMALL);
        try (var slow = logs.subscribe(_ -> true, 2)) {
            say(logs, FIRST, "1", "2", "3", "4", "5");
            assertThat(slow.next(Duration.ZERO).map(LogsTest::text)).contains("1");
            say(logs, FIRST, "6");

            assertThat(
                            Stream.of(
                                            slow.next(Duration.ZERO),
                                            slow.next(Duration.ZERO),
                                            slow.next(Duration.ZERO))
                                    .map(entry -> text(entry.orElseThrow())))
                    .containsExactly("2", "3 lines lost: read too slowly", "6");
            assertThat(slow.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void givesAListenerOnlyWhatItWantsAndNothingAfterItsClose() throws InterruptedException {
        Logs logs = logs(SMALL);
        LogSubscription web = logs.subscribe(replica -> replica.service().equals("web"), 10);
        say(logs, SECOND, "db");
        say(logs, FIRST, "web");
        web.close();
        say(logs, FIRST, "more");

        assertThat(web.next(Duration.ZERO).map(LogsTest::text)).contains("web");
        assertThat(web.next(Duration.ZERO)).isEmpty();
    }
}
