package dev.probity.spec.text;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A value of a text and from where to where it stands in it, for one who changes the text.
///
/// Begin and end count characters from 0, the end exclusive. Where a value has an anchor or is an
/// alias it is {@link Opaque}: what stands there is said elsewhere, too.
public sealed interface Marked {

    int begin();

    int end();

    /// @param flow whether it is written in braces
    record Mapping(int begin, int end, boolean flow, List<Entry> entries) implements Marked {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    /// @param begin of the key
    record Entry(int begin, String key, Marked value) {
        public int end() {
            return value.end();
        }
    }

    record Scalar(int begin, int end, String text) implements Marked {}

    record Sequence(int begin, int end) implements Marked {}

    record Opaque(int begin, int end) implements Marked {}

    /// The only document of a text that is known to be good.
    ///
    /// @return empty when it has another number of them
    static Optional<Marked> of(String text) {
        try {
            return new Reader(text).document();
        } catch (YamlEngineException _) {
            return Optional.empty();
        }
    }

    /// Builds it from the parser's events.
    final class Reader {
        private static final int MOST_DEPTH = 64; // as deep as a file may be

        private final String text;
        private final Iterator<Event> events;
        private int codePoints;
        private int characters;

        private Reader(String text) {
            this.text = text;
            LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
            this.events = new Parse(settings).parseString(text).iterator();
        }

        private Optional<Marked> document() {
            Optional<Marked> found = Optional.empty();
            int documents = 0;
            while (events.hasNext()) {
                if (events.next().getEventId() == Event.ID.DocumentStart) {
                    documents++;
                    found = Optional.of(value(events.next(), 0));
                }
            }
            return documents == 1 ? found : Optional.empty();
        }

        private Marked value(Event event, int depth) {
            if (depth > MOST_DEPTH) {
                throw new YamlEngineException("too deep");
            }
            int begin = at(event.getStartMark());
            boolean anchored = ((NodeEvent) event).getAnchor().isPresent();
            Marked value =
                    switch (event.getEventId()) {
                        case Alias -> new Opaque(begin, at(event.getEndMark()));
                        case Scalar ->
                                new Scalar(
                                        begin,
                                        at(event.getEndMark()),
                                        ((ScalarEvent) event).getValue());
                        case SequenceStart -> sequence(event, begin, depth);
                        case MappingStart -> mapping(event, begin, depth);
                        default -> throw new YamlEngineException("no value: " + event);
                    };
            return anchored ? new Opaque(begin, value.end()) : value;
        }

        private Marked sequence(Event start, int begin, int depth) {
            int end = begin;
            Event event = events.next();
            while (event.getEventId() != Event.ID.SequenceEnd) {
                end = value(event, depth + 1).end();
                event = events.next();
            }
            return new Sequence(begin, isFlow(start) ? at(event.getEndMark()) : end);
        }

        /// A block ends with its last value; the parser's own mark lies behind the comments after
        /// it.
        private Marked mapping(Event start, int begin, int depth) {
            List<Entry> entries = new ArrayList<>();
            int end = begin;
            Event event = events.next();
            while (event.getEventId() != Event.ID.MappingEnd) {
                Marked key = value(event, depth + 1);
                Marked value = value(events.next(), depth + 1);
                String name = key instanceof Scalar scalar ? scalar.text() : "";
                entries.add(new Entry(key.begin(), name, value));
                end = value.end();
                event = events.next();
            }
            boolean flow = isFlow(start);
            return new Mapping(begin, flow ? at(event.getEndMark()) : end, flow, entries);
        }

        private static boolean isFlow(Event start) {
            return ((CollectionStartEvent) start).getFlowStyle() == FlowStyle.FLOW;
        }

        /// Marks count code points, and mostly go forward.
        private int at(Optional<Mark> mark) {
            int wanted = mark.map(Mark::getIndex).orElse(0);
            characters = text.offsetByCodePoints(characters, wanted - codePoints);
            codePoints = wanted;
            return characters;
        }
    }
}
