package dev.probity.engine.fleet;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot;
import dev.probity.engine.WorkerId;
import dev.probity.engine.life.ReplicaLife;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Application;
import dev.probity.spec.Dependency;
import dev.probity.spec.Service;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All services of the application: hands events to the replica they are about, and draws the
/// conclusions that reach beyond one replica.
public final class Fleet {

    private Optional<Application> application;
    private Ending ending;
    private final Map<String, ServiceLife> services = new LinkedHashMap<>();

    /// Replicas that something happened to in the present step. A new set for each step: clearing
    /// one that was large once costs as if it still were.
    private Set<ReplicaLife> touched = new LinkedHashSet<>();

    public enum Ending {
        NO,
        ASKED,
        DONE
    }

    /// All that a fleet is.
    public record Image(
            Optional<Application> application, Ending ending, List<ServiceLife.Image> services) {

        public static final Image EMPTY = new Image(Optional.empty(), Ending.NO, List.of());

        public Image {
            services = List.copyOf(services);
        }
    }

    public Fleet(Image image, Turn turn) {
        application = image.application();
        ending = image.ending();
        for (ServiceLife.Image service : image.services()) {
            services.put(service.name(), ServiceLife.restored(service, turn));
        }
    }

    public Image image() {
        return new Image(
                application, ending, services.values().stream().map(ServiceLife::image).toList());
    }

    public Snapshot snapshot(long now) {
        return new Snapshot(
                now,
                application,
                ending != Ending.NO,
                services.values().stream().map(ServiceLife::view).toList());
    }

    // ---- events ----

    public void timerDue(Turn turn) {
        List<ReplicaId> replicas = turn.replicas().due(turn.now());
        for (ReplicaId id : replicas) {
            replica(id).ifPresent(replica -> touch(replica).sync(service -> unmet(service), turn));
        }
        if (!replicas.isEmpty()) {
            // What the syncs start may report at once; workers look after that.
            return;
        }
        for (WorkerId worker : turn.workers().due(turn.now())) {
            replica(worker.replica())
                    .filter(replica -> replica.wake(worker, turn))
                    .ifPresent(this::touch);
        }
        for (String service : turn.services().due(turn.now())) {
            service(service).ifPresent(life -> life.complain(turn));
        }
    }

    public void happened(Event.Report report, Turn turn) {
        Optional<ReplicaLife> replica = replica(report.incarnation().replica());
        if (replica.isEmpty() || !replica.get().happened(report, turn)) {
            turn.out().tell(new Happening.Oddity("nobody waits for " + report));
            if (report instanceof Event.Started late) {
                turn.out().add(new Effect.Terminate(late.incarnation(), Effect.Signal.KILL));
            }
        } else if (!(report instanceof Event.Started)) {
            // What has just started still has the flags of the one before (R48); the sync of this
            // instant computes its own, and until then it must not take traffic.
            touch(replica.get());
        }
    }

    public void attemptFinished(Event.AttemptFinished event, Turn turn) {
        replica(event.worker().replica())
                .filter(replica -> replica.attemptFinished(event, turn))
                .ifPresent(this::touch);
    }

    public void drainFinished(Event.DrainFinished event, Turn turn) {
        replica(event.replica())
                .ifPresent(replica -> touch(replica).drainFinished(event.cut(), turn));
    }

    // ---- for commands ----

    Optional<ServiceLife> service(String name) {
        return Optional.ofNullable(services.get(name));
    }

    Collection<ServiceLife> services() {
        return services.values();
    }

    Optional<ReplicaLife> replica(ReplicaId id) {
        return service(id.service()).flatMap(service -> service.slot(id.ordinal()));
    }

    /// Remembers that something happens to the replica, so that conclusions are drawn.
    ReplicaLife touch(ReplicaLife replica) {
        touched.add(replica);
        return replica;
    }

    void become(Application other) {
        application = Optional.of(other);
    }

    /// One service is described in another way from now on.
    void become(Service other) {
        application = application.map(old -> old.with(other));
    }

    void add(ServiceLife service) {
        services.put(service.name(), service);
    }

    boolean isEnding() {
        return ending != Ending.NO;
    }

    void end() {
        ending = Ending.ASKED;
    }

    // ---- conclusions ----

    /// Draws the conclusions of the step: moves, rotations, roll-outs, dependents, the end.
    ///
    /// @param commanded whether an operator's wishes may have changed what services are to do
    public void conclude(boolean commanded, Turn turn) {
        if (!commanded && touched.isEmpty()) {
            return; // a mere attempt, of which there are thousands
        }
        Set<ServiceLife> moved = tellMoves(turn);
        touched = new LinkedHashSet<>();
        for (ServiceLife service : moved) {
            service.removeRetired(turn);
            service.publishRotation(turn);
            service.advanceRollOut(turn);
            wakeDependents(service.name(), turn);
        }
        // Nothing of the rest can be new when nobody moved.
        if (commanded || !moved.isEmpty()) {
            releaseHeld(turn);
            removeGone();
            tellEnd(turn);
        }
    }

    private Set<ServiceLife> tellMoves(Turn turn) {
        Set<ServiceLife> moved = new LinkedHashSet<>();
        for (ReplicaLife replica : touched) {
            // One that had ended by itself looks the same when it is down for good.
            if (replica.tellMoves(turn) || replica.isDown()) {
                service(replica.id().service()).ifPresent(moved::add);
            }
        }
        return moved;
    }

    private void removeGone() {
        services.values()
                .removeIf(service -> service.wanted() == Wanted.GONE && service.slots().isEmpty());
    }

    private void tellEnd(Turn turn) {
        if (ending == Ending.ASKED && services.values().stream().allMatch(ServiceLife::isDown)) {
            ending = Ending.DONE;
            turn.out().add(new Effect.Ended());
        }
    }

    private void wakeDependents(String name, Turn turn) {
        for (ServiceLife service : services.values()) {
            if (dependsOn(service.definition(), name)) {
                service.slots().stream()
                        .filter(ReplicaLife::isPending)
                        .forEach(replica -> replica.askSync(turn));
            }
        }
    }

    /// Services that are to end do so after those that depend on them.
    private void releaseHeld(Turn turn) {
        for (ServiceLife service : services.values()) {
            if (service.isHeld()
                    && services.values().stream().noneMatch(other -> blocks(other, service))) {
                service.release(turn);
            }
        }
    }

    private static boolean blocks(ServiceLife other, ServiceLife service) {
        return other.wanted() != Wanted.RUNNING
                && !other.isDown()
                && dependsOn(other.definition(), service.name());
    }

    private static boolean dependsOn(Service service, String name) {
        return service.dependsOn().stream()
                .anyMatch(dependency -> dependency.service().equals(name));
    }

    /// What a replica of this service waits for, as `db (ready)`.
    private List<String> unmet(Service service) {
        return service.dependsOn().stream()
                .filter(dependency -> !isMet(dependency))
                .map(dependency ->
                        dependency.service()
                                + " ("
                                + dependency.condition().name().toLowerCase(Locale.ROOT)
                                + ")")
                .toList();
    }

    private boolean isMet(Dependency dependency) {
        return service(dependency.service())
                .map(service -> service.meets(dependency.condition()))
                .orElse(false);
    }
}
