package dev.probity.engine;

import static dev.probity.engine.Specs.application;
import static dev.probity.engine.Specs.probe;
import static dev.probity.engine.Specs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Hook;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The containers of one replica live and die as those of a pod.
class PodTest {

    private final Pod pod = new Pod();

    /// Tells what is done to containers, and when.
    private static final class Pod extends World {
        private final List<String> done = new ArrayList<>();
        private final Map<String, Duration> lifetimes = new HashMap<>();
        private final Map<String, Integer> codes = new HashMap<>();
        private final Set<String> failing = new HashSet<>();
        private final Set<String> deaf = new HashSet<>();
        private Duration hook = Duration.ZERO;
        private Duration termTakes = Duration.ofSeconds(1);

        @Override
        void after(Event event, List<Effect> answer) {
            for (Effect effect : answer) {
                switch (effect) {
                    case Effect.Launch launch -> say("launch", launch.incarnation());
                    case Effect.RunPreStop run -> say("preStop", run.incarnation());
                    case Effect.Terminate it -> say(it.signal().toString(), it.incarnation());
                    default -> {}
                }
            }
        }

        private void say(String what, Incarnation incarnation) {
            done.add(
                    "%s %s %s".formatted(now().toMillis() / 1000.0, what, incarnation.container()));
        }

        @Override
        Optional<Duration> lifetime(Incarnation incarnation) {
            return Optional.ofNullable(lifetimes.get(incarnation.container()));
        }

        @Override
        int exitCode(Incarnation incarnation) {
            return codes.getOrDefault(incarnation.container(), 0);
        }

        @Override
        Outcome outcome(WorkerId worker, Incarnation incarnation) {
            return failing.contains(worker.container() + " " + worker.type())
                    ? new Outcome.Failure("no")
                    : new Outcome.Success("");
        }

        @Override
        Duration preStopTakes(Incarnation incarnation) {
            return hook;
        }

        @Override
        Optional<Duration> onTerm(Incarnation incarnation) {
            return deaf.contains(incarnation.container())
                    ? Optional.empty()
                    : Optional.of(termTakes);
        }

        private List<String> during(double seconds) {
            done.clear();
            run(Duration.ofMillis((long) (seconds * 1000)));
            return List.copyOf(done);
        }

        private void stop() {
            happen(new Event.Stop(nextCommand(), List.of("web"), Optional.empty()));
        }
    }

    private static Container init(String name) {
        return Specs.container(name, Kind.INIT, Map.of());
    }

    private static Container sidecar(String name, ProbeType type, Probe probe) {
        return Specs.container(name, Kind.SIDECAR, Map.of(type, probe));
    }

    private static Container sidecar(String name) {
        return Specs.container(name, Kind.SIDECAR, Map.of());
    }

    private static Container withHook(Container plain) {
        return new Container(
                plain.name(),
                plain.kind(),
                plain.workload(),
                plain.environment(),
                plain.workingDirectory(),
                plain.user(),
                plain.ports(),
                plain.startupProbe(),
                plain.livenessProbe(),
                plain.readinessProbe(),
                Optional.of(new Hook.Sleep(Duration.ofSeconds(2))));
    }

    private Snapshot.ReplicaView replica() {
        return pod.replica("web", 1);
    }

    private int restarts(String container) {
        return replica().containers().stream()
                .filter(view -> view.name().equals(container))
                .findFirst()
                .orElseThrow()
                .restarts();
    }

    // ---- the beginning ----

    @Test
    void runsInitContainersOneAfterTheOther() {
        pod.lifetimes.put("first", Duration.ofSeconds(3));
        pod.lifetimes.put("second", Duration.ofSeconds(2));
        pod.apply(application(service("web").with(init("first")).with(init("second"))));

        assertThat(pod.during(10)).containsExactly("3.0 launch second", "5.0 launch web");
    }

    @Test
    void tryFailedInitContainersAgainWithBackOff() {
        pod.lifetimes.put("first", Duration.ofSeconds(1));
        pod.codes.put("first", 1);
        pod.apply(application(service("web").with(init("first"))));

        assertThat(pod.during(40))
                .containsExactly("1.0 launch first", "12.0 launch first", "33.0 launch first");
        assertThat(replica().state()).isEqualTo(ReplicaState.BACKING_OFF);
    }

    @Test
    void failsForGoodWithAnInitContainerThatIsNotRestarted() {
        pod.lifetimes.put("first", Duration.ofSeconds(1));
        pod.codes.put("first", 1);
        pod.apply(
                application(
                        service("web")
                                .policy(RestartPolicy.NEVER)
                                .with(sidecar("side"))
                                .with(init("first"))));

        assertThat(pod.during(40)).containsExactly("1.0 TERM side");
        assertThat(replica().state()).isEqualTo(ReplicaState.FAILED);
    }

    @Test
    void holdsTheNextOneUpUntilASidecarIsStarted() {
        pod.lifetimes.put("init", Duration.ofSeconds(1));
        pod.failing.add("side STARTUP");
        pod.apply(
                application(
                        service("web")
                                .with(sidecar("side", ProbeType.STARTUP, probe(0, 1, 1, 60)))
                                .with(init("init"))));
        assertThat(pod.during(20)).isEmpty();

        pod.failing.clear();
        assertThat(pod.during(5)).containsExactly("21.0 launch init", "22.0 launch web");
    }

    @Test
    void isHeldUpBySidecarsBeforeTheNextOneHasBegunOnly() {
        pod.lifetimes.put("init", Duration.ofSeconds(5));
        pod.lifetimes.put("side", Duration.ofSeconds(2));
        pod.apply(application(service("web").with(sidecar("side")).with(init("init"))));

        assertThat(pod.during(6)).containsExactly("2.0 launch side", "5.0 launch web");
    }

    @Test
    void restartsASidecarWhoseStartupFails() {
        pod.failing.add("side STARTUP");
        pod.apply(
                application(
                        service("web")
                                .with(sidecar("side", ProbeType.STARTUP, probe(0, 1, 1, 3)))));

        assertThat(pod.during(4)).containsExactly("3.0 TERM side", "4.0 launch side");
    }

    // ---- the life ----

    @Test
    void restartsOnlyTheContainerWhoseLivenessFails() {
        pod.apply(
                application(
                        service("web")
                                .with(sidecar("side", ProbeType.LIVENESS, probe(0, 1, 1, 2)))));
        pod.during(5);
        pod.failing.add("side LIVENESS");
        List<String> done = pod.during(3);
        pod.failing.clear();
        pod.during(5);

        assertThat(done).containsExactly("7.0 TERM side", "8.0 launch side");
        assertThat(restarts("side")).isEqualTo(1);
        assertThat(restarts("web")).isZero();
        assertThat(replica().state()).isEqualTo(ReplicaState.READY);
    }

    @Test
    void needsEveryContainerToBeReady() {
        pod.failing.add("side READINESS");
        pod.apply(
                application(
                        service("web")
                                .with(sidecar("side", ProbeType.READINESS, probe(0, 1, 1, 1)))));
        pod.during(5);
        assertThat(replica().inRotation()).isFalse();

        pod.failing.clear();
        pod.during(2);
        assertThat(replica().inRotation()).isTrue();
    }

    @Test
    void bringsASidecarBackUnderEveryPolicy() {
        pod.lifetimes.put("side", Duration.ofSeconds(2));
        pod.apply(application(service("web").policy(RestartPolicy.NEVER).with(sidecar("side"))));

        assertThat(pod.during(3)).containsExactly("2.0 launch side");
    }

    @Test
    void restartsOneOfSeveralMainContainersByItself() {
        pod.lifetimes.put("other", Duration.ofSeconds(4));
        pod.codes.put("other", 1);
        pod.apply(application(service("web").with(Specs.container("other", Kind.MAIN, Map.of()))));

        assertThat(pod.during(5)).containsExactly("4.0 launch other");
        assertThat(restarts("web")).isZero();
    }

    @Test
    void isOverWhenTheLastMainContainerIsDone() {
        pod.lifetimes.put("other", Duration.ofSeconds(4));
        pod.lifetimes.put("web", Duration.ofSeconds(9));
        pod.apply(
                application(
                        service("web")
                                .policy(RestartPolicy.ON_FAILURE)
                                .with(sidecar("side"))
                                .with(Specs.container("other", Kind.MAIN, Map.of()))));

        assertThat(pod.during(20)).containsExactly("9.0 TERM side");
        assertThat(replica().phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(replica().state()).isEqualTo(ReplicaState.STOPPED);
    }

    // ---- the end ----

    @Test
    void stopsSidecarsInReverseOrderAfterEverythingElse() {
        pod.apply(application(service("web").with(sidecar("first")).with(sidecar("second"))));
        pod.during(5);
        pod.stop();

        assertThat(pod.during(10)).containsExactly("6.0 TERM second", "7.0 TERM first");
        assertThat(replica().state()).isEqualTo(ReplicaState.STOPPED);
    }

    @Test
    void stopsSidecarsInReverseOrderOnceThePodIsOver() {
        pod.lifetimes.put("web", Duration.ofSeconds(5));
        pod.apply(
                application(
                        service("web")
                                .policy(RestartPolicy.NEVER)
                                .with(sidecar("first"))
                                .with(sidecar("second"))));

        assertThat(pod.during(10)).containsExactly("5.0 TERM second", "6.0 TERM first");
    }

    @Test
    void runsTheHookOfASidecarAtOnceAndItsSigtermInTurn() {
        pod.termTakes = Duration.ofSeconds(5);
        pod.hook = Duration.ofSeconds(2);
        pod.apply(application(service("web").with(withHook(sidecar("side")))));
        pod.during(5);
        pod.done.clear();
        pod.stop();

        assertThat(pod.done).containsExactlyInAnyOrder("5.0 preStop side", "5.0 TERM web");
        assertThat(pod.during(20)).containsExactly("10.0 TERM side");
    }

    @Test
    void waitsForATurnNoLongerThanTheGracePeriod() {
        pod.deaf.addAll(Set.of("web", "second", "first"));
        pod.apply(application(service("web").with(sidecar("first")).with(sidecar("second"))));
        pod.during(5);
        pod.stop();

        assertThat(pod.during(60))
                .containsExactlyInAnyOrder(
                        "35.0 KILL web",
                        "35.0 TERM first",
                        "35.0 TERM second",
                        "37.0 KILL first",
                        "37.0 KILL second");
    }

    @Test
    void killsEverythingAtOnceInAHurry() {
        pod.deaf.addAll(Set.of("web", "side"));
        pod.apply(application(service("web").with(sidecar("side"))));
        pod.during(5);
        pod.stop();
        pod.done.clear();
        pod.happen(new Event.Shutdown(pod.nextCommand(), true));

        assertThat(pod.done).containsExactlyInAnyOrder("5.0 KILL web", "5.0 KILL side");
    }
}
