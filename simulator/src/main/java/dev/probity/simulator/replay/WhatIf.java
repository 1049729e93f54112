package dev.probity.simulator.replay;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;
import dev.probity.engine.Exit;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;
import dev.probity.simulator.Observer;
import dev.probity.simulator.replay.Recording.Place;
import dev.probity.spec.Application;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// A recorded run with another file: the same engine asks, and the record answers.
///
/// The record can answer as long as a replica's process lives as it did. From the moment that one
/// is killed which was not, or lives on where one was killed, its answers are somebody else's; that
/// moment is told for each replica.
public final class WhatIf {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long TOLERANCE = 1_000_000_000L; // launches this close are the same one

    private final Recording recording;
    private final Observer observer;
    private final Engine engine;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final Map<Place, Integer> launches = new HashMap<>();
    private final Map<Incarnation, Integer> lives = new HashMap<>();
    private final Set<Incarnation> gone = new HashSet<>();
    private final Map<ReplicaId, Doubt> doubts = new LinkedHashMap<>();
    private long now;
    private long order;
    private long wakeAt = NEVER;

    private record Due(long at, long order, Event event) {}

    /// From when on the record's answers do not hold for a replica.
    ///
    /// @param at nanoseconds since the beginning of the record
    public record Doubt(ReplicaId replica, long at, String reason) {}

    private WhatIf(Recording recording, Observer observer) {
        this.recording = recording;
        this.observer = observer;
        engine = Engine.create(recording.settings());
    }

    /// @param observer hears what would have been told, at its time since the beginning
    /// @return where the answers stop to hold, one for each replica at most
    public static List<Doubt> run(Recording recording, Application application, Observer observer) {
        return new WhatIf(recording, observer).run(application);
    }

    private List<Doubt> run(Application application) {
        now = recording.begin();
        add(now, new Event.Apply(1, application, List.of(), 1));
        for (Recording.Command recorded : recording.commands()) {
            add(recorded.at(), recorded.command());
        }
        while (next() <= recording.end()) {
            now = Math.max(now, next());
            Due first = agenda.peek();
            if (first != null && first.at <= now) {
                agenda.remove();
                take(first.event);
            } else {
                wakeAt = NEVER;
                step(new Event.TimerDue());
            }
        }
        return List.copyOf(doubts.values());
    }

    private long next() {
        Due first = agenda.peek();
        return Math.min(first == null ? NEVER : first.at, wakeAt);
    }

    private void add(long at, Event event) {
        agenda.add(new Due(Math.max(now, at), order++, event));
    }

    private void take(Event event) {
        if (event instanceof Event.Exited exited && !gone.add(exited.incarnation())) {
            return; // a process dies once
        }
        step(event);
    }

    private void step(Event event) {
        engine.step(now, event).forEach(this::act);
    }

    private void act(Effect effect) {
        switch (effect) {
            case Effect.Launch launch -> launch(launch.incarnation());
            case Effect.Terminate terminate -> terminate(terminate);
            case Effect.MakeAttempt attempt -> answer(attempt);
            case Effect.RunPreStop hook ->
                    add(now, new Event.PreStopFinished(hook.incarnation(), Optional.empty()));
            case Effect.Drain drain -> add(now, new Event.DrainFinished(drain.replica(), 0));
            case Effect.WakeAt wake -> wakeAt = wake.at();
            case Effect.Tell tell -> observer.happened(now - recording.begin(), tell.happening());
            case Effect.CancelAttempt _,
                    Effect.PublishRotation _,
                    Effect.Retire _,
                    Effect.Answer _,
                    Effect.Ended _ -> {}
        }
    }

    private void launch(Incarnation incarnation) {
        Place place = new Place(incarnation.replica(), incarnation.container());
        int number = launches.merge(place, 1, Integer::sum) - 1;
        lives.put(incarnation, number);
        List<Life> recorded = recording.lives(place);
        if (number >= recorded.size()) {
            doubt(incarnation.replica(), "the record has no such launch");
            add(now, new Event.Started(incarnation));
            return;
        }
        Life life = recorded.get(number);
        if (number > 0 && Math.abs(now - life.launchedAt()) > TOLERANCE) {
            doubt(incarnation.replica(), "it is launched at another time than in the record");
        }
        add(now + life.startsIn(), new Event.Started(incarnation));
        if (life.endedByItself()) {
            add(life.endedAt(), exited(incarnation, life.code()));
        }
    }

    private void terminate(Effect.Terminate terminate) {
        Incarnation incarnation = terminate.incarnation();
        Optional<Life> life = life(incarnation);
        boolean same =
                life.isPresent()
                        && life.get().wasToldToEnd()
                        && Math.abs(life.get().toldToEndAt() - now) <= TOLERANCE;
        if (!same) {
            doubt(incarnation.replica(), "it is told to end, and was not in the record");
        }
        boolean kill = terminate.signal() == Effect.Signal.KILL;
        long takes = kill ? 0 : life.map(Life::endsIn).orElse(0L);
        add(now + takes, exited(incarnation, kill ? 137 : 143));
    }

    private static Event.Exited exited(Incarnation incarnation, int code) {
        return new Event.Exited(incarnation, new Exit(code, Optional.empty()));
    }

    private Optional<Life> life(Incarnation incarnation) {
        List<Life> recorded =
                recording.lives(new Place(incarnation.replica(), incarnation.container()));
        int number = lives.getOrDefault(incarnation, 0);
        return number < recorded.size() ? Optional.of(recorded.get(number)) : Optional.empty();
    }

    private void answer(Effect.MakeAttempt attempt) {
        ReplicaId replica = attempt.worker().replica();
        Optional<Life> life = life(attempt.incarnation());
        if (life.isPresent()
                && life.get().wasToldToEnd()
                && now - life.get().toldToEndAt() > TOLERANCE) {
            doubt(replica, "it lives on, and was told to end in the record");
        }
        Optional<Heard> heard = recording.heard(attempt.worker(), now);
        if (heard.isEmpty()) {
            doubt(
                    replica,
                    "nobody asked its "
                            + attempt.worker().type().title().toLowerCase(Locale.ROOT)
                            + " probe's question in the record");
            heard = heardByAnother(attempt.worker());
        }
        Heard reply = heard.orElse(new Heard(now, new Outcome.Success(""), 0, 1, Long.MAX_VALUE));
        add(attempt, reply);
    }

    private void add(Effect.MakeAttempt attempt, Heard reply) {
        long timeout = attempt.probe().timeout().toNanos();
        Outcome outcome = reply.outcome();
        long took = reply.took();
        if (reply.isCutOff() && timeout > reply.timeout()) {
            doubt(
                    attempt.worker().replica(),
                    "an answer did not come within the record's shorter time-out");
        }
        if (took > timeout) {
            outcome = new Outcome.Failure("context deadline exceeded");
            took = timeout;
        }
        add(
                now + took,
                new Event.AttemptFinished(
                        attempt.attempt(),
                        attempt.worker(),
                        outcome,
                        reply.tries(),
                        Duration.ofNanos(took)));
    }

    /// The best guess where a question is new: what another probe of the replica heard.
    private Optional<Heard> heardByAnother(WorkerId worker) {
        for (ProbeType type : List.of(ProbeType.READINESS, ProbeType.LIVENESS, ProbeType.STARTUP)) {
            Optional<Heard> heard =
                    recording.heard(new WorkerId(worker.replica(), worker.container(), type), now);
            if (heard.isPresent()) {
                return heard;
            }
        }
        return Optional.empty();
    }

    private void doubt(ReplicaId replica, String reason) {
        doubts.putIfAbsent(replica, new Doubt(replica, now - recording.begin(), reason));
    }
}
