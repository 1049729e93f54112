package dev.probity.engine;

import static dev.probity.engine.Specs.application;
import static dev.probity.engine.Specs.probe;
import static dev.probity.engine.Specs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Container.Kind;
import dev.probity.spec.Dependency.Condition;
import dev.probity.spec.Hook;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The life of replicas under operators, crashes and dependencies.
class LifeTest {

    private final Scripted world = new Scripted();

    /// Containers and workers that do not behave, by name.
    private static final class Scripted extends World {
        private final Set<String> failing = new HashSet<>();
        private final Set<String> deaf = new HashSet<>();
        private final Set<String> mortal = new HashSet<>();
        private final Set<String> unlaunchable = new HashSet<>();
        private Optional<Duration> drain = Optional.of(Duration.ZERO);
        private Duration hook = Duration.ZERO;
        private int code;

        @Override
        Optional<Duration> launch(Incarnation incarnation) {
            return unlaunchable.contains(incarnation.container())
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(100));
        }

        @Override
        Outcome outcome(WorkerId worker, Incarnation incarnation) {
            return failing.contains(worker.toString())
                    ? new Outcome.Failure("no")
                    : new Outcome.Success("");
        }

        @Override
        Optional<Duration> onTerm(Incarnation incarnation) {
            return deaf.contains(incarnation.container())
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(1));
        }

        @Override
        Optional<Duration> lifetime(Incarnation incarnation) {
            return mortal.contains(incarnation.container())
                    ? Optional.of(Duration.ofSeconds(1))
                    : Optional.empty();
        }

        @Override
        int exitCode(Incarnation incarnation) {
            return code;
        }

        @Override
        Optional<Duration> drainTakes(ReplicaId replica) {
            return drain;
        }

        @Override
        Duration preStopTakes(Incarnation incarnation) {
            return hook;
        }

        private void seconds(double count) {
            run(Duration.ofMillis((long) (count * 1000)));
        }

        private List<ReplicaId> rotation(String service) {
            return snapshot().service(service).orElseThrow().rotation();
        }
    }

    private Event.Stop stop(String... services) {
        return new Event.Stop(world.nextCommand(), List.of(services), Optional.empty());
    }

    // ---- stopping ----

    @Test
    void leavesTheRotationBeforeItDrainsAndDrainsBeforeItIsKilled() {
        world.drain = Optional.of(Duration.ofSeconds(3));
        world.apply(application(service("web").bound()));
        world.seconds(5);
        world.lines();
        world.effects();
        world.happen(stop("web"));
        List<Effect> effects = world.effects();
        assertThat(effects.indexOf(new Effect.PublishRotation("web", List.of())))
                .isNotNegative()
                .isLessThan(
                        effects.indexOf(
                                new Effect.Drain(new ReplicaId("web", 1), Duration.ofSeconds(20))));
        world.seconds(10);
        assertThat(world.lines())
                .containsExactly(
                        "5.0 web-1 DRAINING",
                        "8.0 web-1 killing STOPPED",
                        "8.0 web-1 STOPPING",
                        "9.0 web-1 STOPPED");
    }

    @Test
    void drainsNoLongerThanItsLimit() {
        world.drain = Optional.empty();
        world.apply(application(service("web").bound()));
        world.seconds(5);
        world.happen(stop("web"));
        world.lines();
        world.seconds(30);
        assertThat(world.lines()).startsWith("25.0 web-1 killing STOPPED");
    }

    @Test
    void takesTheHookOffTheGraceAndKillsAtItsEnd() {
        world.hook = Duration.ofMillis(10_500);
        world.deaf.add("web");
        world.apply(application(service("web").preStop(new Hook.Sleep(Duration.ofSeconds(10)))));
        world.seconds(5);
        world.happen(stop("web"));
        world.seconds(40);
        List<Happening.Signalled> signals =
                world.happenings().stream()
                        .filter(Happening.Signalled.class::isInstance)
                        .map(Happening.Signalled.class::cast)
                        .toList();
        assertThat(signals)
                .extracting(Happening.Signalled::patience)
                .containsExactly(Optional.of(Duration.ofSeconds(20)), Optional.empty());
        assertThat(world.lines()).endsWith("35.5 web-1 STOPPED");
    }

    @Test
    void endsDependentsBeforeWhatTheyDependOn() {
        world.apply(application(service("db"), service("web").dependsOn("db", Condition.READY)));
        world.seconds(5);
        world.lines();
        world.happen(new Event.Shutdown(world.nextCommand(), false));
        world.seconds(10);
        assertThat(world.lines())
                .containsExactly(
                        "5.0 web-1 killing STOPPED",
                        "5.0 web-1 STOPPING",
                        "6.0 web-1 STOPPED",
                        "6.0 db-1 killing STOPPED",
                        "6.0 db-1 STOPPING",
                        "7.0 db-1 STOPPED");
        assertThat(world.effects()).contains(new Effect.Ended());
    }

    @Test
    void endsWhatHasCompletedBefore() {
        world.mortal.add("job");
        world.apply(application(service("job").policy(RestartPolicy.NEVER)));
        world.seconds(20);
        assertThat(world.replica("job", 1).phase()).isEqualTo(Phase.SUCCEEDED);
        world.happen(new Event.Shutdown(world.nextCommand(), false));
        world.seconds(1);
        assertThat(world.effects()).contains(new Effect.Ended());
    }

    @Test
    void doesNotHoldAServiceBackForWhatHasCompleted() {
        world.mortal.add("job");
        world.apply(
                application(
                        service("db"),
                        service("job")
                                .policy(RestartPolicy.NEVER)
                                .dependsOn("db", Condition.READY)));
        world.seconds(20);
        world.happen(new Event.Shutdown(world.nextCommand(), false));
        world.seconds(10);
        assertThat(world.effects()).contains(new Effect.Ended());
    }

    @Test
    void killsEverythingAtOnceWhenInAHurry() {
        world.deaf.add("db");
        world.apply(
                application(
                        service("db").bound(), service("web").dependsOn("db", Condition.READY)));
        world.seconds(5);
        world.effects();
        world.happen(new Event.Shutdown(world.nextCommand(), true));
        assertThat(world.effects()).contains(new Effect.Ended());
    }

    @Test
    void startsAgainWithFreshWorkers() {
        world.failing.add("web-1/web/readiness");
        world.apply(application(service("web").probe(ProbeType.READINESS, probe())));
        world.seconds(5);
        world.happen(stop("web"));
        world.seconds(5);
        world.failing.clear();
        world.happen(new Event.Start(world.nextCommand(), List.of()));
        world.seconds(3);
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.READY);
        assertThat(world.replica("web", 1).main().orElseThrow().workers().getFirst().streak())
                .isLessThan(6);
    }

    // ---- launching ----

    @Test
    void waitsForWhatItDependsOn() {
        world.failing.add("db-1/db/readiness");
        world.apply(
                application(
                        service("db").probe(ProbeType.READINESS, probe()),
                        service("web").dependsOn("db", Condition.READY)));
        world.seconds(5);
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.PENDING);
        assertThat(world.replica("web", 1).unmet()).containsExactly("db (ready)");
        world.failing.clear();
        world.seconds(5);
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.READY);
    }

    @Test
    void waitsForCompletion() {
        world.mortal.add("migrate");
        world.apply(
                application(
                        service("migrate").policy(RestartPolicy.ON_FAILURE),
                        service("web").dependsOn("migrate", Condition.COMPLETED)));
        world.seconds(0.5);
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.PENDING);
        world.seconds(2);
        assertThat(world.replica("migrate", 1).phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.READY);
    }

    @Test
    void runsInitContainersThenSidecarsThenTheMainOne() {
        world.mortal.add("init");
        world.apply(
                application(
                        service("web")
                                .with(Specs.container("init", Kind.INIT, Map.of()))
                                .with(
                                        Specs.container(
                                                "side",
                                                Kind.SIDECAR,
                                                Map.of(ProbeType.STARTUP, probe())))));
        world.seconds(5);
        assertThat(launched()).containsExactly("init", "side", "web");
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.READY);
    }

    @Test
    void endsSidecarsWhenTheMainContainerIsDone() {
        world.mortal.add("web");
        world.apply(
                application(
                        service("web")
                                .policy(RestartPolicy.NEVER)
                                .with(Specs.container("side", Kind.SIDECAR, Map.of()))));
        world.seconds(10);
        assertThat(world.replica("web", 1).containers())
                .allMatch(it -> it.status() == Snapshot.Status.EXITED);
        assertThat(world.replica("web", 1).phase()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void backsOffAfterAFailedLaunchAsAfterAnExit() {
        world.unlaunchable.add("web");
        world.apply(application(service("web")));
        world.seconds(15);
        assertThat(world.lines())
                .contains("0.0 web-1 backing off 10 s", "10.0 web-1 backing off 20 s");
        assertThat(world.replica("web", 1).lastExit().orElseThrow().reason())
                .contains("no such file");
    }

    @Test
    void failsForGoodUnderNever() {
        world.mortal.add("web");
        world.code = 3;
        world.apply(application(service("web").policy(RestartPolicy.NEVER)));
        world.seconds(60);
        assertThat(launched()).hasSize(1);
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.FAILED);
    }

    private List<String> launched() {
        return world.effects().stream()
                .filter(Effect.Launch.class::isInstance)
                .map(effect -> ((Effect.Launch) effect).incarnation().container())
                .toList();
    }

    // ---- changing ----

    @Test
    void replacesOneReplicaAtATimeAndWaitsForReady() {
        world.apply(application(service("web").replicas(2).command("old")));
        world.seconds(5);
        world.lines();
        world.apply(application(service("web").replicas(2).command("new")));
        world.seconds(10);
        assertThat(world.lines())
                .filteredOn(line -> line.contains("killing") || line.contains("READY"))
                .containsExactly(
                        "5.0 web-1 killing CHANGED",
                        "6.1 web-1 READY",
                        "6.1 web-2 killing CHANGED",
                        "7.2 web-2 READY");
    }

    @Test
    void saysThatARollOutWaitsForAReplicaThatDoesNotBecomeReady() {
        world.apply(application(service("web").replicas(2).command("old")));
        world.seconds(5);
        world.failing.add("web-1/web/readiness");
        world.apply(
                application(
                        service("web")
                                .replicas(2)
                                .command("new")
                                .probe(ProbeType.READINESS, probe())));
        world.seconds(90);
        assertThat(world.happenings())
                .contains(
                        new Happening.RollOutWaits(new ReplicaId("web", 1), Duration.ofMinutes(1)));
        assertThat(world.rotation("web")).containsExactly(new ReplicaId("web", 2));
        world.failing.clear();
        world.seconds(10);
        assertThat(world.rotation("web")).hasSize(2);
    }

    @Test
    void touchesOnlyTheServiceThatChanged() {
        world.apply(application(service("db"), service("web").command("old")));
        world.seconds(5);
        world.lines();
        world.apply(application(service("db"), service("web").command("new")));
        world.seconds(10);
        assertThat(world.lines()).isNotEmpty().noneMatch(line -> line.contains("db"));
    }

    @Test
    void scalesUpAndDownAndRetiresTheHighest() {
        world.apply(application(service("web").replicas(1)));
        world.seconds(2);
        world.happen(new Event.Scale(world.nextCommand(), "web", 3));
        world.seconds(2);
        assertThat(world.rotation("web")).hasSize(3);
        world.happen(new Event.Scale(world.nextCommand(), "web", 1));
        world.seconds(5);
        assertThat(world.rotation("web")).containsExactly(new ReplicaId("web", 1));
        assertThat(world.effects())
                .contains(
                        new Effect.Retire(new ReplicaId("web", 2)),
                        new Effect.Retire(new ReplicaId("web", 3)));
    }

    @Test
    void restartsRollingOneAfterTheOther() {
        world.apply(application(service("web").replicas(2)));
        world.seconds(5);
        world.lines();
        world.happen(new Event.Restart(world.nextCommand(), "web", OptionalInt.empty(), true));
        world.seconds(1);
        assertThat(world.rotation("web")).containsExactly(new ReplicaId("web", 2));
        world.seconds(5);
        assertThat(world.lines()).filteredOn(line -> line.contains("RESTARTED")).hasSize(2);
    }

    // ---- meddling ----

    @Test
    void whatIsLaunchedAfterAKillInheritsNoTraffic() {
        Scripted world = new Scripted();
        world.apply(
                application(
                        service("web")
                                .probe(ProbeType.LIVENESS, probe())
                                .probe(ProbeType.READINESS, probe())));
        world.run(Duration.ofSeconds(5));
        world.failing.add("web-1/web/liveness");
        world.run(Duration.ofSeconds(3));
        world.failing.add("web-1/web/readiness"); // too late to count before the kill
        world.effects();
        world.run(Duration.ofSeconds(20));
        List<Effect> effects = world.effects();
        assertThat(effects).hasAtLeastOneElementOfType(Effect.Launch.class);
        assertThat(effects)
                .filteredOn(effect ->
                        effect instanceof Effect.PublishRotation rotation
                                && !rotation.replicas().isEmpty())
                .isEmpty();
    }

    @Test
    void quarantineTakesTrafficAwayAndNothingElse() {
        world.apply(application(service("web")));
        world.seconds(2);
        world.lines();
        world.happen(new Event.Quarantine(world.nextCommand(), new ReplicaId("web", 1), true));
        assertThat(world.rotation("web")).isEmpty();
        world.happen(new Event.Quarantine(world.nextCommand(), new ReplicaId("web", 1), false));
        assertThat(world.rotation("web")).hasSize(1);
        assertThat(world.lines()).containsExactly("2.0 web-1 HEALTHY", "2.0 web-1 READY");
    }

    @Test
    void aForcedVerdictCountsUntilItExpires() {
        world.apply(application(service("web").probe(ProbeType.READINESS, probe())));
        world.seconds(5);
        world.lines();
        world.happen(
                new Event.ForceVerdict(
                        world.nextCommand(),
                        new WorkerId(new ReplicaId("web", 1), "web", ProbeType.READINESS),
                        Verdict.FAILING,
                        Duration.ofSeconds(10)));
        world.seconds(20);
        assertThat(world.lines()).containsExactly("5.0 web-1 HEALTHY", "15.0 web-1 READY");
    }

    @Test
    void aPausedProbeKeepsItsVerdictAndAsksNothing() {
        WorkerId worker = new WorkerId(new ReplicaId("web", 1), "web", ProbeType.LIVENESS);
        world.apply(application(service("web").probe(ProbeType.LIVENESS, probe())));
        world.seconds(5);
        world.happen(new Event.PauseProbe(world.nextCommand(), worker));
        world.failing.add("web-1/web/liveness");
        world.lines();
        world.seconds(60);
        assertThat(world.lines()).isEmpty();
        world.happen(new Event.ResumeProbe(world.nextCommand(), worker));
        world.seconds(3);
        assertThat(world.lines()).contains("68.0 web-1 killing LIVENESS");
    }

    @Test
    void aChangedProbeIsAskedAtItsOwnPeriodFromNowOn() {
        world.apply(application(service("web").probe(ProbeType.LIVENESS, probe())));
        world.seconds(5);
        world.happen(
                new Event.SetProbe(
                        world.nextCommand(), "web", "web", ProbeType.LIVENESS, probe(0, 7, 1, 1)));
        world.failing.add("web-1/web/liveness");
        world.lines();
        world.seconds(10);
        assertThat(world.lines()).startsWith("12.0 web-1 killing LIVENESS");
    }

    @Test
    void saysWhyACommandCannotBeDone() {
        world.apply(application(service("web")));
        world.effects();
        world.happen(new Event.Scale(9, "wbe", 2));
        assertThat(world.effects())
                .contains(
                        new Effect.Answer(
                                9, Optional.of("there is no service wbe; there are [web]")));
    }

    @Test
    void refusesServicesThatWaitForEachOther() {
        world.happen(
                new Event.Apply(
                        9,
                        application(
                                service("a").dependsOn("b", Condition.READY),
                                service("b").dependsOn("a", Condition.READY)),
                        List.of(),
                        1));
        assertThat(world.effects())
                .contains(
                        new Effect.Answer(
                                9, Optional.of("service a depends on itself in a circle")));
    }
}
