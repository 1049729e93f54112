package dev.probity.engine;

import dev.probity.spec.Application;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Dependency.Condition;
import dev.probity.spec.Hook;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/// A world in which everything is decided by a seed, and every step is checked and kept.
final class RandomWorld extends World {

    private static final List<String> NAMES = List.of("db", "api", "web");

    private final long seed;
    private final Random random;
    private final Invariants invariants;
    private final List<Step> journal = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();

    /// Taking an image looks at everything, so it is done now and then only.
    private static final int STEPS_PER_CUT = 50;

    record Step(long at, Event event, List<Effect> effects) {}

    /// @param steps how many steps had been made when the image was taken
    record Cut(int steps, EngineImage image) {}

    RandomWorld(long seed) {
        super(
                Engine.create(
                        new Settings(seed * 123_456_789L, Settings.MAX_BACK_OFF, seed % 2 == 0)));
        this.seed = seed;
        random = new Random(seed);
        invariants = new Invariants(seed);
    }

    Invariants invariants() {
        return invariants;
    }

    Cut cut() {
        return cuts.get(random.nextInt(cuts.size()));
    }

    List<Step> journal() {
        return journal;
    }

    @Override
    void after(Event event, List<Effect> effects) {
        journal.add(new Step(now().toNanos(), event, effects));
        if (journal.size() % STEPS_PER_CUT == 0) {
            cuts.add(new Cut(journal.size(), engine().image()));
        }
        invariants.check(now().toNanos(), event, effects, snapshot());
    }

    // ---- what the world does ----

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private Duration upTo(int millis) {
        return Duration.ofMillis(random.nextInt(millis + 1));
    }

    Duration pause() {
        return upTo(20_000);
    }

    boolean hurries() {
        return chance(0.3);
    }

    @Override
    Optional<Duration> launch(Incarnation incarnation) {
        return chance(0.1) ? Optional.empty() : Optional.of(upTo(500));
    }

    @Override
    Optional<Duration> lifetime(Incarnation incarnation) {
        boolean shortLived = chance(0.4) || incarnation.container().startsWith("init");
        return shortLived ? Optional.of(upTo(30_000)) : Optional.empty();
    }

    @Override
    int exitCode(Incarnation incarnation) {
        return chance(0.7) ? 0 : 3;
    }

    @Override
    Outcome outcome(WorkerId worker, Incarnation incarnation) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Outcome.Failure("no");
            case 3 -> new Outcome.Inconclusive("failure", "cut off");
            case 4 -> new Outcome.Warning("elsewhere");
            case 5 -> new Outcome.Unknown("");
            default -> new Outcome.Success("");
        };
    }

    @Override
    Duration attemptTakes(WorkerId worker) {
        return chance(0.5) ? Duration.ZERO : upTo(3_000);
    }

    @Override
    Optional<Duration> onTerm(Incarnation incarnation) {
        return chance(0.2) ? Optional.empty() : Optional.of(upTo(5_000));
    }

    @Override
    Duration preStopTakes(Incarnation incarnation) {
        return upTo(40_000);
    }

    @Override
    Optional<Duration> drainTakes(ReplicaId replica) {
        return chance(0.3) ? Optional.empty() : Optional.of(upTo(25_000));
    }

    // ---- what is asked of the engine ----

    Application application() {
        List<Specs.ServiceBuilder> services = new ArrayList<>();
        for (String name : NAMES) {
            if (chance(0.8)) {
                services.add(service(name, services));
            }
        }
        return Specs.application(services.toArray(Specs.ServiceBuilder[]::new));
    }

    private Specs.ServiceBuilder service(String name, List<Specs.ServiceBuilder> earlier) {
        Specs.ServiceBuilder service =
                Specs.service(name)
                        .replicas(random.nextInt(4))
                        .command("run " + random.nextInt(2))
                        .policy(one(RestartPolicy.values()));
        for (ProbeType type : ProbeType.values()) {
            if (chance(0.6)) {
                service.probe(type, probe(type));
            }
        }
        if (chance(0.3)) {
            service.with(Specs.container("init", Kind.INIT, Map.of()));
        }
        if (chance(0.3)) {
            Map<ProbeType, Probe> probes = Map.of(ProbeType.STARTUP, probe(ProbeType.STARTUP));
            service.with(Specs.container("side", Kind.SIDECAR, probes));
        }
        if (chance(0.6)) {
            service.bound();
        }
        if (chance(0.3)) {
            service.healthyBeforeReady();
        }
        if (chance(0.2)) {
            service.preStop(new Hook.Sleep(Duration.ofSeconds(5)));
        }
        if (!earlier.isEmpty() && chance(0.5)) {
            Condition condition = one(Condition.values());
            service.dependsOn(earlier.getLast().name(), condition);
        }
        return service;
    }

    private Probe probe(ProbeType type) {
        int successes = type == ProbeType.READINESS ? 1 + random.nextInt(2) : 1;
        return Specs.probe(
                random.nextInt(4), 1 + random.nextInt(6), successes, 1 + random.nextInt(4));
    }

    Event.Command command() {
        long id = nextCommand();
        String service = one(NAMES.toArray(String[]::new));
        ReplicaId replica = new ReplicaId(service, 1 + random.nextInt(3));
        ProbeType type = one(ProbeType.values());
        WorkerId worker = new WorkerId(replica, service, type);
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Event.Apply(id, application(), List.of(), seed + id);
            case 2 -> new Event.Start(id, chance(0.5) ? List.of() : List.of(service));
            case 3 -> new Event.Stop(id, List.of(service), Optional.empty());
            case 4 ->
                    new Event.Restart(
                            id,
                            service,
                            chance(0.5) ? OptionalInt.empty() : OptionalInt.of(1),
                            chance(0.5));
            case 5 -> new Event.Scale(id, service, random.nextInt(4));
            case 6 -> new Event.PauseProbe(id, worker);
            case 7 -> new Event.ResumeProbe(id, worker);
            case 8 -> new Event.SetProbe(id, service, service, type, probe(type));
            case 9 ->
                    new Event.ForceVerdict(
                            id,
                            worker,
                            chance(0.5) ? Verdict.FAILING : Verdict.PASSING,
                            upTo(30_000));
            case 10 -> new Event.Quarantine(id, replica, chance(0.5));
            default -> new Event.Apply(id, application(), List.of(service), seed);
        };
    }
}
