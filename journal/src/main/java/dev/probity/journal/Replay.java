package dev.probity.journal;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Plays a segment again: an engine restored from its state gets the same events at the same times,
/// and has to answer with the same effects, byte for byte.
public final class Replay {
    private Replay() {}

    /// @param steps that agreed
    /// @param difference the first step that did not, where the replay stopped
    public record Result(long steps, Optional<Difference> difference) {}

    /// @param written the effects as the journal has them
    /// @param replayed the effects of the engine as it is now
    public record Difference(long at, Event event, String written, String replayed) {}

    /// @throws IOException if the segment cannot be read, or was written in another format
    public static Result of(Path segment) throws IOException {
        try (var reader = SegmentReader.of(segment)) {
            return of(reader);
        }
    }

    static Result of(SegmentReader reader) throws IOException {
        Optional<Line> first = reader.next();
        if (first.isEmpty()) {
            return new Result(0, Optional.empty()); // its writer died over the opening line
        }
        Engine engine = restore(first.get());
        long steps = 0;
        for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            Optional<Difference> difference = replay(engine, line.get());
            if (difference.isPresent()) {
                return new Result(steps, difference);
            }
            steps++;
        }
        return new Result(steps, Optional.empty());
    }

    private static Engine restore(Line first) throws IOException {
        if (first instanceof Line.Opened opened && opened.format() == Line.FORMAT) {
            return Engine.restore(opened.state());
        }
        throw new IOException(
                "the segment does not begin with the state of an engine, in format " + Line.FORMAT);
    }

    private static Optional<Difference> replay(Engine engine, Line line) throws IOException {
        return switch (line) {
            case Line.Opened _ -> throw new IOException("a segment has one opening line only");
            case Line.Step(long at, Event event, List<Effect> effects) -> {
                String written = text(at, event, effects);
                String replayed = text(at, event, engine.step(at, event));
                yield written.equals(replayed)
                        ? Optional.empty()
                        : Optional.of(new Difference(at, event, written, replayed));
            }
        };
    }

    private static String text(long at, Event event, List<Effect> effects) {
        return Json.write(Line.class, new Line.Step(at, event, effects));
    }
}
