package dev.probity.simulator.replay;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Settings;
import dev.probity.engine.WorkerId;
import dev.probity.journal.Line;
import dev.probity.journal.SegmentReader;
import dev.probity.simulator.Observer;
import dev.probity.spec.Application;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a journal knows of the world: when incarnations lived, what attempts heard, what operators
/// asked for.
public final class Recording {
    private final Map<WorkerId, TreeMap<Long, Heard>> heard = new HashMap<>();
    private final Map<Incarnation, Life> lives = new HashMap<>();
    private final Map<Place, List<Life>> places = new HashMap<>();
    private final Map<Long, Effect.MakeAttempt> asked = new HashMap<>();
    private final Map<Long, Long> askedAt = new HashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final Observer told;
    private Settings settings = Settings.of(0);
    private Optional<Application> application = Optional.empty();
    private long begin = -1;
    private long end;
    private long lost;

    /// A container of a replica.
    record Place(ReplicaId replica, String container) {}

    record Command(long at, Event.Command command) {}

    private Recording(Observer told) {
        this.told = told;
    }

    /// The segments of a path: the file itself, those in a folder, or those of an application's
    /// state directory.
    ///
    /// @throws IOException if there is none
    public static List<Path> segments(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        Path folder = Files.isDirectory(path.resolve("journal")) ? path.resolve("journal") : path;
        List<Path> segments =
                Files.isDirectory(folder) ? SegmentReader.segments(folder) : List.of();
        if (segments.isEmpty()) {
            throw new IOException(
                    "there is no journal at "
                            + path
                            + "; it is a file journal-NNNNNN.jsonl, or a folder of those");
        }
        return segments;
    }

    /// @param told hears everything that was told in the record, at its time since the beginning
    public static Recording read(List<Path> segments, Observer told) throws IOException {
        Recording recording = new Recording(told);
        for (Path segment : segments) {
            try (SegmentReader reader = SegmentReader.of(segment)) {
                for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                    recording.take(line.get());
                }
            }
        }
        return recording;
    }

    private void take(Line line) {
        switch (line) {
            case Line.Opened opened -> {
                if (begin < 0) {
                    begin = opened.at();
                    settings = opened.state().settings();
                    application = opened.state().fleet().application();
                }
                lost += opened.lost();
            }
            case Line.Step(long at, Event event, List<Effect> effects) -> {
                end = at;
                take(at, event);
                effects.forEach(effect -> take(at, effect));
            }
        }
    }

    private void take(long at, Event event) {
        switch (event) {
            case Event.Started(Incarnation incarnation) -> life(incarnation).started(at);
            case Event.Exited(Incarnation incarnation, var exit) ->
                    life(incarnation).ended(at, exit.code());
            case Event.AttemptFinished answer -> take(answer);
            case Event.Apply apply -> {
                if (application.isEmpty()) {
                    application = Optional.of(apply.application());
                }
            }
            case Event.Command command -> commands.add(new Command(at, command));
            case Event.LaunchFailed _,
                    Event.PreStopFinished _,
                    Event.DrainFinished _,
                    Event.TimerDue _ -> {}
        }
    }

    private void take(Event.AttemptFinished answer) {
        Effect.MakeAttempt question = asked.remove(answer.attempt());
        Long at = askedAt.remove(answer.attempt());
        if (question != null && at != null) {
            heard.computeIfAbsent(answer.worker(), _ -> new TreeMap<>())
                    .put(
                            at,
                            new Heard(
                                    at,
                                    answer.outcome(),
                                    answer.took().toNanos(),
                                    answer.tries(),
                                    question.probe().timeout().toNanos()));
        }
    }

    private void take(long at, Effect effect) {
        switch (effect) {
            case Effect.Launch launch -> begin(launch.incarnation(), at);
            case Effect.MakeAttempt attempt -> {
                asked.put(attempt.attempt(), attempt);
                askedAt.put(attempt.attempt(), at);
            }
            case Effect.CancelAttempt(long attempt) -> {
                asked.remove(attempt);
                askedAt.remove(attempt);
            }
            case Effect.Terminate terminate -> life(terminate.incarnation()).toldToEnd(at);
            case Effect.Tell(Happening happening) -> told.happened(at - begin, happening);
            case Effect.RunPreStop _,
                    Effect.WakeAt _,
                    Effect.PublishRotation _,
                    Effect.Drain _,
                    Effect.Retire _,
                    Effect.Answer _,
                    Effect.Ended _ -> {}
        }
    }

    /// One that was launched before the record began has lived since its beginning.
    private Life life(Incarnation incarnation) {
        Life known = lives.get(incarnation);
        return known == null ? begin(incarnation, begin) : known;
    }

    private Life begin(Incarnation incarnation, long at) {
        Life life = new Life(at);
        lives.put(incarnation, life);
        places.computeIfAbsent(
                        new Place(incarnation.replica(), incarnation.container()),
                        _ -> new ArrayList<>())
                .add(life);
        return life;
    }

    /// The engine's time of the first line.
    public long begin() {
        return begin;
    }

    /// The engine's time of the last step.
    public long end() {
        return end;
    }

    /// Steps that are in no segment.
    public long lost() {
        return lost;
    }

    public Optional<Application> application() {
        return application;
    }

    Settings settings() {
        return settings;
    }

    List<Command> commands() {
        return commands;
    }

    List<Life> lives(Place place) {
        return places.getOrDefault(place, List.of());
    }

    /// What was heard last by then, or else first.
    Optional<Heard> heard(WorkerId worker, long at) {
        TreeMap<Long, Heard> all = heard.get(worker);
        if (all == null || all.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Long, Heard> last = all.floorEntry(at);
        return Optional.of(last == null ? all.firstEntry().getValue() : last.getValue());
    }
}
