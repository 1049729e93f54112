package dev.probity.engine;

import static dev.probity.engine.Specs.application;
import static dev.probity.engine.Specs.probe;
import static dev.probity.engine.Specs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Outcome.Failure;
import dev.probity.engine.Outcome.Success;
import dev.probity.spec.Application;
import dev.probity.spec.ProbeType;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The walkthrough of Tye's page on probes: the same lines in the same order.
class WalkthroughTest {

    private static final Application TWO_REPLICAS =
            application(
                    service("simple-webapi")
                            .replicas(2)
                            .healthyBeforeReady()
                            .probe(ProbeType.LIVENESS, probe())
                            .probe(ProbeType.READINESS, probe()));

    /// The first replica's checks can be made to fail, as the sample's `/set` does.
    private static final class Sample extends World {
        private final Set<ProbeType> failing = EnumSet.noneOf(ProbeType.class);

        @Override
        Outcome outcome(WorkerId worker, Incarnation incarnation) {
            return worker.replica().ordinal() == 1 && failing.contains(worker.type())
                    ? new Failure("HTTP probe failed with statuscode: 500")
                    : new Success("");
        }
    }

    @Test
    void startsEveryReplicaAndMovesItToHealthyAndThenToReady() {
        Sample sample = new Sample();
        sample.apply(TWO_REPLICAS);
        sample.run(Duration.ofSeconds(5));
        assertThat(sample.lines())
                .containsExactly(
                        "0.0 launching",
                        "0.0 launching",
                        "0.0 simple-webapi-1 STARTING",
                        "0.0 simple-webapi-2 STARTING",
                        "0.0 simple-webapi-1 STARTED",
                        "0.0 simple-webapi-2 STARTED",
                        "1.0 simple-webapi-1 HEALTHY",
                        "1.0 simple-webapi-1 READY",
                        "1.0 simple-webapi-2 HEALTHY",
                        "1.0 simple-webapi-2 READY");
    }

    @Test
    void demotesAfterThreeFailedReadinessProbesAndPromotesAgain() {
        Sample sample = ready();
        sample.failing.add(ProbeType.READINESS);
        sample.run(Duration.ofSeconds(10));
        sample.failing.clear();
        sample.run(Duration.ofSeconds(10));
        assertThat(sample.lines())
                .containsExactly("8.0 simple-webapi-1 HEALTHY", "16.0 simple-webapi-1 READY");
    }

    @Test
    void killsAndReplacesAfterThreeFailedLivenessProbes() {
        Sample sample = ready();
        sample.failing.add(ProbeType.LIVENESS);
        sample.run(Duration.ofMillis(3500));
        sample.failing.clear();
        sample.run(Duration.ofSeconds(5));
        assertThat(sample.lines())
                .containsExactly(
                        "8.0 simple-webapi-1 killing LIVENESS",
                        "8.0 simple-webapi-1 STOPPING",
                        "8.0 simple-webapi-1 STARTING",
                        "8.0 launching",
                        "8.0 simple-webapi-1 STARTED",
                        "9.0 simple-webapi-1 HEALTHY",
                        "9.0 simple-webapi-1 READY");
    }

    @Test
    void namesEachIncarnationAfterItsService() {
        Sample sample = ready();
        List<Incarnation> running =
                sample.snapshot().services().getFirst().replicas().stream()
                        .map(replica -> replica.main().orElseThrow().incarnation().orElseThrow())
                        .toList();
        assertThat(running)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(it -> it.name().matches("simple-webapi_[0-9a-f]{8}-[0-9a-f]"));
    }

    private static Sample ready() {
        Sample sample = new Sample();
        sample.apply(TWO_REPLICAS);
        sample.run(Duration.ofSeconds(5));
        sample.lines();
        return sample;
    }
}
