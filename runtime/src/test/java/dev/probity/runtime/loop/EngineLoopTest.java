package dev.probity.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Settings;
import dev.probity.engine.WorkerId;
import dev.probity.spec.ProbeType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class EngineLoopTest {
    private static final ReplicaId REPLICA = new ReplicaId("web", 1);

    private final EngineLoop loop =
            new EngineLoop(
                    RunClock.start(), Engine.create(new Settings(0, Settings.MAX_BACK_OFF, false)));
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<Event> stepped = new LinkedBlockingQueue<>();
    private volatile boolean flooding;

    @BeforeEach
    void start() {
        loop.start(
                thread,
                new EngineLoop.Observer() {
                    @Override
                    public void before(long at, Engine engine) {}

                    @Override
                    public void after(long at, Event event, List<Effect> effects) {
                        if (flooding) {
                            loop.offer(event);
                        }
                        if (stepped.size() < 20_000) { // a flood would fill the memory
                            stepped.add(event);
                        }
                    }

                    @Override
                    public void failed(long at, RuntimeException defect) {
                        throw defect;
                    }
                });
    }

    @AfterEach
    void end() {
        loop.end();
        thread.shutdownNow();
    }

    @Test
    void anAnswerWakesALoopThatHasNothingElseToWaitFor() throws InterruptedException {
        for (int number = 1; number <= 100; number++) {
            Event answer = answer(number);
            loop.offer(answer);
            assertThat(stepped.poll(10, TimeUnit.SECONDS)).isEqualTo(answer);
        }
    }

    @Test
    void aQuestionThatBreaksIsAnsweredAndStopsNobody() throws InterruptedException {
        assertThat(loop.ask(_ -> Integer.parseInt("nothing")))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(NumberFormatException.class);
        Event answer = answer(1);
        loop.offer(answer);
        assertThat(stepped.poll(10, TimeUnit.SECONDS)).isEqualTo(answer);
    }

    @Test
    void nothingIsLostOrOvertakenWhenManyComeAtOnce() throws InterruptedException {
        List<Event> all =
                IntStream.range(0, 10_000)
                        .mapToObj(number -> number % 3 == 0 ? exit(number) : answer(number))
                        .toList();
        all.forEach(loop::offer);
        for (Event each : all) {
            assertThat(stepped.poll(10, TimeUnit.SECONDS)).isSameAs(each);
        }
    }

    /// Each step makes the next one, so a loop that went on while there is something to do would
    /// never let anybody else.
    @Test
    void othersOnTheThreadHaveTheirTurnInAFlood() throws Exception {
        flooding = true;
        loop.offer(answer(1));
        assertThat(stepped.poll(10, TimeUnit.SECONDS)).isNotNull();

        assertThat(thread.submit(() -> "here").get(10, TimeUnit.SECONDS)).isEqualTo("here");
    }

    @Test
    void whatComesAfterTheThreadHasEndedIsNobodys() throws Exception {
        thread.shutdownNow();
        assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        loop.offer(answer(1));

        assertThat(loop.ask(engine -> "never")).isCancelled();
    }

    @Test
    void questionsAreAnsweredBetweenSteps() {
        assertThat(loop.ask(engine -> engine.snapshot(0).services()))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(List.of());
    }

    private static Event answer(int number) {
        return new Event.AttemptFinished(
                number,
                new WorkerId(REPLICA, "web", ProbeType.READINESS),
                new Outcome.Success("ok"),
                1,
                Duration.ZERO);
    }

    private static Event exit(int number) {
        return new Event.LaunchFailed(new Incarnation(REPLICA, "web", "web_" + number), "no");
    }
}
