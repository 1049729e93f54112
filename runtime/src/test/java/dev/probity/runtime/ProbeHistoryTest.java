package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;
import dev.probity.probes.Transcript;
import dev.probity.spec.ProbeType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

@Isolated("it measures")
class ProbeHistoryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final ProbeHistory history = new ProbeHistory();

    private static WorkerId worker(int ordinal) {
        return new WorkerId(new ReplicaId("web", ordinal), "web", ProbeType.READINESS);
    }

    private static Happening.Attempted attempted(WorkerId worker, Outcome outcome) {
        return new Happening.Attempted(
                worker,
                new Incarnation(worker.replica(), "web", worker.replica() + "_ab-1"),
                Happening.Cause.TICK,
                outcome,
                1,
                Duration.ofMillis(2),
                1);
    }

    private static Transcript said(String body) {
        return new Transcript("GET /ready HTTP/1.1", OptionalInt.of(503), body);
    }

    @Test
    void keepsWhatWasSaidInTheLastFailuresAlone() {
        WorkerId worker = worker(1);
        for (int count = 0; count < 20; count++) {
            history.failed(worker, said("" + count));
            history.add(NOW.plusSeconds(count), attempted(worker, new Outcome.Failure("503")));
            history.add(NOW.plusSeconds(count), attempted(worker, new Outcome.Success("ok")));
        }
        assertThat(history.of(worker)).hasSize(40);
        assertThat(
                        history.of(worker).stream()
                                .flatMap(entry -> entry.transcript().stream())
                                .map(Transcript::body))
                .containsExactly("15", "16", "17", "18", "19");
    }

    @Test
    void givesNoTranscriptToASuccess() {
        WorkerId worker = worker(1);
        history.failed(worker, said("of an attempt that was cancelled"));
        history.add(NOW, attempted(worker, new Outcome.Success("ok")));
        history.add(NOW, attempted(worker, new Outcome.Failure("refused")));
        assertThat(history.of(worker)).allMatch(entry -> entry.transcript().isEmpty());
    }

    /// The number is in docs/reference/control-api.md.
    @Test
    void holdsAMillionAttemptsOfAThousandReplicasInLittleMemory() {
        String body = "x".repeat(1_000);
        long before = used();
        for (int round = 0; round < 1_000; round++) {
            for (int replica = 1; replica <= 1_000; replica++) {
                WorkerId worker = worker(replica);
                boolean fails = (round + replica) % 2 == 0;
                if (fails) {
                    history.failed(worker, said(body + round + replica));
                }
                history.add(
                        NOW.plusSeconds(round),
                        attempted(
                                worker,
                                fails
                                        ? new Outcome.Failure(round + body.repeat(10))
                                        : new Outcome.Success("ok")));
            }
        }
        long megabytes = (used() - before) / 1_000_000;
        System.out.println("1,000,000 attempts of 1,000 replicas are held in " + megabytes + " MB");
        assertThat(history.of(worker(1))).hasSize(20);
        assertThat(megabytes).isLessThan(48);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
