package dev.probity.engine.fleet;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Event.Command;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;
import dev.probity.engine.life.ReplicaLife;
import dev.probity.engine.probing.Forced;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Service;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Carries out what operators ask, and answers each of them once.
public final class Commands {

    private static final Optional<String> DONE = Optional.empty();

    private final Fleet fleet;

    public Commands(Fleet fleet) {
        this.fleet = fleet;
    }

    public void carryOut(Command command, Turn turn) {
        turn.out().add(new Effect.Answer(command.id(), problem(command, turn)));
    }

    /// Does it, or says why it cannot be done.
    private Optional<String> problem(Command command, Turn turn) {
        if (fleet.isEnding() && !(command instanceof Event.Shutdown)) {
            return Optional.of("the application is shutting down");
        }
        return switch (command) {
            case Event.Apply apply -> new Applying(fleet, apply).carryOut(turn);
            case Event.Start start -> start(start, turn);
            case Event.Stop stop -> stop(stop);
            case Event.Restart restart -> restart(restart, turn);
            case Event.Scale scale -> scale(scale, turn);
            case Event.PauseProbe pause -> pause(pause.worker(), true);
            case Event.ResumeProbe resume -> pause(resume.worker(), false);
            case Event.SetProbe change -> setProbe(change, turn);
            case Event.ForceVerdict force -> force(force, turn);
            case Event.Quarantine quarantine -> quarantine(quarantine);
            case Event.Shutdown shutdown -> shutdown(shutdown, turn);
        };
    }

    private Optional<String> start(Event.Start start, Turn turn) {
        return eachNamed(start.services(), service -> service.start(turn));
    }

    private Optional<String> stop(Event.Stop stop) {
        return eachNamed(stop.services(), service -> service.end(Wanted.STOPPED, stop.grace()));
    }

    /// All of them or, when one is unknown, none.
    private Optional<String> eachNamed(List<String> names, Consumer<ServiceLife> action) {
        for (String name : names) {
            if (fleet.service(name).isEmpty()) {
                return unknownService(name);
            }
        }
        fleet.services().stream()
                .filter(service -> service.wanted() != Wanted.GONE)
                .filter(service -> names.isEmpty() || names.contains(service.name()))
                .forEach(action);
        return DONE;
    }

    private Optional<String> unknownService(String name) {
        return Optional.of(
                "there is no service "
                        + name
                        + "; there are "
                        + fleet.services().stream().map(ServiceLife::name).toList());
    }

    private Optional<String> restart(Event.Restart restart, Turn turn) {
        Optional<ServiceLife> service = fleet.service(restart.service());
        if (service.isEmpty()) {
            return unknownService(restart.service());
        }
        if (service.get().wanted() != Wanted.RUNNING) {
            return Optional.of("service " + restart.service() + " is stopped; start it instead");
        }
        List<Integer> all = service.get().ordinals();
        List<Integer> ordinals =
                restart.ordinal().isPresent() ? List.of(restart.ordinal().getAsInt()) : all;
        if (!all.containsAll(ordinals)) {
            return unknownReplica(new ReplicaId(restart.service(), ordinals.getFirst()));
        }
        service.get().restart(ordinals, restart.rolling(), turn);
        return DONE;
    }

    private static Optional<String> unknownReplica(ReplicaId id) {
        return Optional.of("there is no replica " + id);
    }

    private Optional<String> scale(Event.Scale scale, Turn turn) {
        Optional<ServiceLife> service = fleet.service(scale.service());
        if (service.isEmpty()) {
            return unknownService(scale.service());
        }
        if (service.get().definition().external()) {
            return Optional.of("service " + scale.service() + " is external; nothing of it runs");
        }
        if (scale.replicas() < 0 || scale.replicas() > Service.MOST_REPLICAS) {
            return Optional.of(
                    scale.replicas()
                            + " replicas cannot be; 0 to "
                            + Service.MOST_REPLICAS
                            + " can");
        }
        service.get().scaleTo(scale.replicas(), turn);
        return DONE;
    }

    private Optional<String> pause(WorkerId worker, boolean on) {
        boolean known =
                fleet.replica(worker.replica())
                        .map(replica -> replica.pause(worker, on))
                        .orElse(false);
        return known ? DONE : unknownProbe(worker);
    }

    private static Optional<String> unknownProbe(WorkerId worker) {
        return Optional.of("there is no probe " + worker + " at work");
    }

    private Optional<String> setProbe(Event.SetProbe change, Turn turn) {
        Optional<ServiceLife> service = fleet.service(change.service());
        if (service.isEmpty()) {
            return unknownService(change.service());
        }
        Service definition = service.get().definition();
        Optional<Container> container =
                definition.containers().stream()
                        .filter(it -> it.name().equals(change.container()))
                        .findFirst();
        if (container.isEmpty() || container.get().kind() == Kind.INIT) {
            return Optional.of(
                    "service "
                            + change.service()
                            + " has no container "
                            + change.container()
                            + " that can be probed");
        }
        Container changed = container.get().withProbe(change.type(), Optional.of(change.probe()));
        Service redefined = Definitions.withContainer(definition, changed);
        service.get().redefine(redefined, turn);
        fleet.become(redefined);
        service.get()
                .slots()
                .forEach(slot -> slot.setProbe(changed, change.type(), change.probe(), turn));
        return DONE;
    }

    private Optional<String> force(Event.ForceVerdict force, Turn turn) {
        Forced forced = new Forced(force.verdict(), turn.now() + force.expiry().toNanos());
        boolean known =
                fleet.replica(force.worker().replica())
                        .map(replica -> fleet.touch(replica).force(force.worker(), forced, turn))
                        .orElse(false);
        return known ? DONE : unknownProbe(force.worker());
    }

    private Optional<String> quarantine(Event.Quarantine quarantine) {
        Optional<ReplicaLife> replica = fleet.replica(quarantine.replica());
        if (replica.isEmpty()) {
            return unknownReplica(quarantine.replica());
        }
        fleet.touch(replica.get()).quarantine(quarantine.on());
        return DONE;
    }

    private Optional<String> shutdown(Event.Shutdown shutdown, Turn turn) {
        fleet.end();
        for (ServiceLife service : fleet.services()) {
            if (service.wanted() != Wanted.GONE) {
                service.end(Wanted.STOPPED, Optional.empty());
            }
            if (shutdown.hurry()) {
                service.release(turn);
                service.slots().forEach(slot -> fleet.touch(slot).killNow(turn));
            }
        }
        return DONE;
    }
}
