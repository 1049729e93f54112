package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Effect;
import dev.probity.engine.Exit;
import dev.probity.engine.Happening;
import dev.probity.engine.Happening.Cause;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.WorkerId;
import dev.probity.spec.ProbeType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class LifeCycleLinesTest {
    private static final Instant TIME = Instant.parse("2026-01-01T18:14:05Z");
    private static final ReplicaId SLOT = new ReplicaId("simple-webapi", 1);
    private static final Incarnation INCARNATION =
            new Incarnation(SLOT, "simple-webapi", "simple-webapi_a2d67bd9-4");
    private static final WorkerId READINESS =
            new WorkerId(SLOT, "simple-webapi", ProbeType.READINESS);

    private final LifeCycleLines lines = new LifeCycleLines();

    static Stream<Arguments> worded() {
        return Stream.of(
                line(
                        "Launching service simple-webapi_a2d67bd9-4",
                        new Happening.Launching(INCARNATION)),
                line(
                        "Replica simple-webapi_a2d67bd9-4 is moving to an healthy state",
                        moved(ReplicaState.HEALTHY)),
                line(
                        "Replica simple-webapi_a2d67bd9-4 is moving to a ready state",
                        moved(ReplicaState.READY)),
                line(
                        "Killing replica simple-webapi_a2d67bd9-4 because it has failed the"
                                + " liveness probe",
                        killing(KillReason.LIVENESS)),
                line(
                        "Killing replica simple-webapi_a2d67bd9-4 because it has failed the startup"
                                + " probe",
                        killing(KillReason.STARTUP)),
                line(
                        "Killing replica simple-webapi_a2d67bd9-4 because its definition has"
                                + " changed",
                        killing(KillReason.CHANGED)),
                line(
                        "Killing replica simple-webapi_a2d67bd9-4 because a restart was asked for",
                        killing(KillReason.RESTARTED)),
                line("Stopping replica simple-webapi_a2d67bd9-4", killing(KillReason.STOPPED)),
                line(
                        "Replica simple-webapi_a2d67bd9-4 exited with code 1",
                        new Happening.Exited(INCARNATION, new Exit(1, Optional.empty()))),
                line(
                        "Replica simple-webapi_a2d67bd9-4 was ended by SIGKILL (exit code 137): out"
                                + " of memory",
                        new Happening.Exited(
                                INCARNATION, new Exit(137, Optional.of("out of memory")))),
                line(
                        "Launching simple-webapi_a2d67bd9-4 failed: no such program",
                        new Happening.LaunchFailed(INCARNATION, "no such program")),
                line(
                        "Replica simple-webapi-1 is launched again in 1 min 20 s, because it exited"
                                + " again",
                        new Happening.BackingOff(SLOT, "simple-webapi", 0, Duration.ofSeconds(80))),
                line(
                        "Replica simple-webapi-1 waits for db (ready), cache (healthy)",
                        new Happening.Waiting(SLOT, List.of("db (ready)", "cache (healthy)"))),
                line(
                        "No replica of simple-webapi takes traffic now",
                        new Happening.RotationChanged("simple-webapi", List.of())),
                line(
                        "Replica simple-webapi_a2d67bd9-4 did not end in time: SIGKILL",
                        new Happening.Signalled(INCARNATION, Effect.Signal.KILL, Optional.empty())),
                line(
                        "Replica simple-webapi-1: 2 connections cut at the drain limit",
                        new Happening.Drained(SLOT, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worded")
    void saysWhatHappened(String line, Happening happening) {
        assertThat(text(0, happening)).contains(line);
    }

    static Stream<Happening> quiet() {
        return Stream.of(
                moved(ReplicaState.STARTING),
                moved(ReplicaState.STARTED),
                new Happening.Running(INCARNATION),
                new Happening.Drained(SLOT, 0),
                new Happening.RotationChanged("simple-webapi", List.of(SLOT)),
                new Happening.Signalled(
                        INCARNATION, Effect.Signal.TERM, Optional.of(Duration.ofSeconds(30))));
    }

    @ParameterizedTest
    @MethodSource("quiet")
    void keepsQuietAboutTheRest(Happening happening) {
        assertThat(text(0, happening)).isEmpty();
    }

    @Test
    void looksAsInTheWalkthrough() {
        Optional<LogLine> line = lines.of(told(0, moved(ReplicaState.READY)));
        assertThat(line.orElseThrow().at(TIME.atZone(ZoneOffset.UTC)))
                .isEqualTo(
                        "[18:14:05 INF] Replica simple-webapi_a2d67bd9-4 is moving to a ready"
                                + " state");
    }

    /// Each letter is an attempt: (f)ailed, (p)assed, could not be (a)sked; said ones in capitals.
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pFffpFff", "ppAaap", "pFaffp", "pAffp"})
    void saysTheFirstFailureOfAStreakOnly(String attempts) {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < attempts.length(); i++) {
            char attempt = attempts.charAt(i);
            boolean isSaid = text(0, attempted(Character.toLowerCase(attempt))).isPresent();
            said.append(isSaid ? Character.toUpperCase(attempt) : Character.toLowerCase(attempt));
        }
        assertThat(said).hasToString(attempts);
    }

    @Test
    void letsAProgramStartUpInPeace() {
        List<String> said = new ArrayList<>();
        text(0, new Happening.Running(INCARNATION));
        for (int second = 0; second <= 5; second++) {
            text(second, attempted('f')).ifPresent(said::add);
        }
        assertThat(said)
                .containsExactly(
                        "Readiness probe of simple-webapi_a2d67bd9-4 failed: connection refused");
        text(6, attempted('p'));
        assertThat(text(7, attempted('f'))).isPresent();
    }

    @Test
    void saysAtOnceWhatHadPassedBefore() {
        text(0, new Happening.Running(INCARNATION));
        text(1, attempted('p'));
        assertThat(text(2, attempted('f'))).isPresent();
    }

    @Test
    void doesNotWonderThatAnEndingReplicaFails() {
        text(0, attempted('p'));
        text(1, killing(KillReason.STOPPED));
        assertThat(text(2, attempted('f'))).isEmpty();
    }

    @Test
    void keepsOutputFromMovingTheTerminal() {
        Happening attempt =
                attempted(new Outcome.Failure("\u001b[2J" + "x".repeat(300) + "\nmore"));
        assertThat(text(0, attempt).orElseThrow())
                .endsWith(": ?[2J" + "x".repeat(196) + "…")
                .doesNotContain("more");
    }

    @Test
    void doesNotMissTheTrafficOfAJobThatHasCompleted() {
        Happening nobody = new Happening.RotationChanged("simple-webapi", List.of());
        text(0, moved(ReplicaState.READY, ReplicaState.STOPPED));
        assertThat(text(0, nobody)).isEmpty();

        text(1, moved(ReplicaState.HEALTHY, ReplicaState.READY));
        text(2, moved(ReplicaState.READY, ReplicaState.STOPPING));
        assertThat(text(2, nobody)).isPresent();
    }

    static Stream<Arguments> notices() {
        return Stream.of(
                Arguments.of(
                        "web (admin) listens on http://127.0.0.1:8080",
                        new Notice.Listening("web", "admin", URI.create("http://127.0.0.1:8080"))),
                Arguments.of(
                        "The journal has stopped: No space left on device; the services go on",
                        new Notice.JournalStopped("No space left on device")),
                Arguments.of(
                        "The journal goes on; 1 step of it is lost", new Notice.JournalResumed(1)),
                Arguments.of(
                        "The journal goes on; 17 steps of it are lost",
                        new Notice.JournalResumed(17)),
                Arguments.of("3 notices could not be shown in time", new Notice.Missed(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notices")
    void saysWhatProbityItselfHasToSay(String line, Notice notice) {
        assertThat(lines.of(new Told(1, 0, TIME, notice)).map(LogLine::text)).contains(line);
    }

    private Optional<String> text(int second, Happening happening) {
        return lines.of(told(second, happening)).map(LogLine::text);
    }

    private static Told told(int second, Happening happening) {
        return new Told(1, second * 1_000_000_000L, TIME, new Notice.Happened(happening));
    }

    private static Arguments line(String line, Happening happening) {
        return Arguments.of(line, happening);
    }

    private static Happening moved(ReplicaState to) {
        return moved(ReplicaState.STARTED, to);
    }

    private static Happening moved(ReplicaState from, ReplicaState to) {
        return new Happening.Moved(SLOT, Optional.of(INCARNATION), from, to);
    }

    private static Happening killing(KillReason reason) {
        return new Happening.Killing(INCARNATION, reason, Duration.ofSeconds(30));
    }

    private static Happening attempted(char outcome) {
        return attempted(
                switch (outcome) {
                    case 'p' -> new Outcome.Success("");
                    case 'a' -> new Outcome.Inconclusive("unknown", "port \"web\" not found");
                    default -> new Outcome.Failure("connection refused");
                });
    }

    private static Happening attempted(Outcome outcome) {
        return new Happening.Attempted(
                READINESS, INCARNATION, Cause.TICK, outcome, 1, Duration.ofMillis(1), 1);
    }
}
