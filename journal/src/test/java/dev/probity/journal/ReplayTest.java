package dev.probity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.EngineImage;
import dev.probity.engine.Event;
import dev.probity.engine.Exit;
import dev.probity.engine.Outcome;
import dev.probity.engine.Settings;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class ReplayTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 400})
    void playsWhatWasWrittenFromWhereverTheSegmentBegins(int before) throws IOException {
        List<Line> lines = run(before, 800);
        Path segment = write(lines);
        assertThat(Replay.of(segment))
                .isEqualTo(new Replay.Result(lines.size() - 1L, Optional.empty()));
        assertThat(lines).hasSizeGreaterThan(300);
    }

    @Test
    void showsTheFirstStepThatDiffers() throws IOException {
        List<Line> lines = run(0, 200);
        Line.Step tampered = (Line.Step) lines.get(100);
        List<Effect> fewer = tampered.effects().subList(1, tampered.effects().size());
        lines.set(100, new Line.Step(tampered.at(), tampered.event(), fewer));
        Replay.Result result = Replay.of(write(lines));
        assertThat(result.steps()).isEqualTo(99);
        assertThat(result.difference().orElseThrow().event()).isEqualTo(tampered.event());
    }

    @Test
    void refusesWhatDoesNotBeginWithAState() throws IOException {
        List<Line> lines = run(0, 10);
        Path segment = write(lines.subList(1, lines.size()));
        assertThatThrownBy(() -> Replay.of(segment))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not begin with the state of an engine");
    }

    @Test
    void namesTheLineThatCannotBeRead() throws IOException {
        Path segment = write(run(0, 10));
        Files.writeString(segment, Files.readString(segment).replace("TimerDue", "TimerDew"));
        assertThatThrownBy(() -> Replay.of(segment))
                .hasMessageContaining("journal-000001.jsonl:")
                .hasMessageContaining("no Event is called \"TimerDew\"");
    }

    /// A small world with a seed: launches work, attempts fail now and then, replicas die.
    private static List<Line> run(int before, int steps) {
        Engine engine = Engine.create(Settings.of(0));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        Deque<Event> events = new ArrayDeque<>();
        events.add(new Event.Apply(1, application(), List.of(), 7));
        List<Line> lines = new ArrayList<>();
        long now = 0;
        for (int step = 0; step < before + steps; step++) {
            if (step == before) {
                EngineImage image = engine.image();
                lines.add(new Line.Opened(Line.FORMAT, now, Instant.EPOCH, 0, image));
            }
            now += random.nextLong(SECOND / 4);
            Event event = events.isEmpty() ? new Event.TimerDue() : events.poll();
            List<Effect> effects = engine.step(now, event);
            effects.forEach(effect -> answer(effect, events, random));
            if (step >= before) {
                lines.add(new Line.Step(now, event, effects));
            }
        }
        return lines;
    }

    private static void answer(Effect effect, Deque<Event> events, RandomGenerator random) {
        switch (effect) {
            case Effect.Launch launch -> {
                events.add(new Event.Started(launch.incarnation()));
                if (random.nextInt(3) == 0) {
                    Exit exit = new Exit(random.nextInt(2), Optional.of("it \"died\"\n"));
                    events.add(new Event.Exited(launch.incarnation(), exit));
                }
            }
            case Effect.Terminate terminate ->
                    events.add(
                            new Event.Exited(
                                    terminate.incarnation(), new Exit(143, Optional.empty())));
            case Effect.MakeAttempt attempt ->
                    events.add(
                            new Event.AttemptFinished(
                                    attempt.attempt(),
                                    attempt.worker(),
                                    outcome(random),
                                    1,
                                    Duration.ofMillis(3)));
            default -> {
                // Nothing comes of the others by themselves.
            }
        }
    }

    private static Outcome outcome(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Outcome.Failure("HTTP probe failed with statuscode: 503");
            case 1 -> new Outcome.Inconclusive("failure", "unexpected EOF");
            default -> new Outcome.Success("ok");
        };
    }

    private static Application application() {
        Probe probe =
                new Probe(
                        new Handler.TcpSocket(Optional.empty(), new Handler.PortRef.Numbered(80)),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        2,
                        Optional.empty());
        Container main =
                new Container(
                        "web",
                        Container.Kind.MAIN,
                        new Workload.Command(List.of("web")),
                        List.of(),
                        Path.of("/"),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(probe),
                        Optional.of(probe),
                        Optional.empty());
        Service service =
                new Service(
                        "web",
                        3,
                        List.of(main),
                        List.of(),
                        List.of(),
                        RestartPolicy.ALWAYS,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        false,
                        List.of(),
                        false);
        return new Application("shop", Path.of("/"), List.of(service), List.of());
    }

    private Path write(List<Line> lines) throws IOException {
        List<String> text = lines.stream().map(line -> Json.write(Line.class, line)).toList();
        return Files.write(directory.resolve("journal-000001.jsonl"), text, StandardCharsets.UTF_8);
    }
}
