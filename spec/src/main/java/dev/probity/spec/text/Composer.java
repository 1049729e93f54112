package dev.probity.spec.text;

import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;
import dev.probity.spec.text.Node.Style;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Builds nodes from the parser's events.
///
/// The library's own composer recurses without a bound and follows aliases later; from events both
/// are counted while they come, and a text that asks for too much is left at once.
final class Composer {
    /// Kubernetes' deepest objects have about 20 levels.
    static final int MAX_DEPTH = 64;

    /// Aliases followed: ten aliases of ten aliases of … grow without bound otherwise.
    static final int MAX_VALUES = 100_000;

    private static final Set<String> CORE_TAGS =
            Set.of("!", "str", "int", "float", "bool", "null", "map", "seq");
    private static final String CORE_PREFIX = "tag:yaml.org,2002:";

    private final Source source;
    private final YamlText.MergeKeys mergeKeys;
    private final Diagnostics diagnostics;
    private final Iterator<Event> events;
    private final Map<String, Built> anchors = new HashMap<>();
    private int values;

    Composer(Source source, YamlText.MergeKeys mergeKeys, Diagnostics diagnostics) {
        this.source = source;
        this.mergeKeys = mergeKeys;
        this.diagnostics = diagnostics;
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(source.name())
                        .setUseMarks(true)
                        .setCodePointLimit(Source.MAX_BYTES + 1)
                        .build();
        this.events = new Parse(settings).parseString(JsonText.blanked(source.text())).iterator();
    }

    List<Node> documents() {
        List<Node> documents = new ArrayList<>();
        try {
            while (events.hasNext()) {
                Event event = events.next();
                if (event.getEventId() == Event.ID.DocumentStart) {
                    anchors.clear();
                    Node root = build(events.next(), 1).node();
                    if (!(root instanceof Scalar scalar && scalar.isNull())) {
                        documents.add(root);
                    }
                }
            }
        } catch (Unbuildable stop) {
            diagnostics.error(stop.code, stop.position, stop.problem);
        } catch (YamlEngineException broken) {
            SyntaxProblem.of(source, broken).report(diagnostics);
        }
        return documents;
    }

    /// @param height levels of the value, aliases followed
    /// @param size values in the value, aliases followed
    private record Built(Node node, int height, int size) {}

    private Built build(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias, depth);
        }
        checkDepth(event, depth);
        count(event, 1);
        checkTag(event);
        Built built =
                switch (event.getEventId()) {
                    case Scalar -> new Built(scalar((ScalarEvent) event), 1, 1);
                    case SequenceStart -> sequence((SequenceStartEvent) event, depth);
                    case MappingStart -> mapping((MappingStartEvent) event, depth);
                    default -> throw new IllegalStateException("no value: " + event);
                };
        // Only now: an alias inside its own anchor finds nothing, and so nothing is recursive.
        ((NodeEvent) event).getAnchor().ifPresent(name -> anchors.put(name.getValue(), built));
        return built;
    }

    private Built aliased(AliasEvent event, int depth) {
        String name = event.getAlias().getValue();
        Built target = anchors.get(name);
        if (target == null) {
            throw new Unbuildable(
                    SpecCode.ALIAS,
                    position(event),
                    "the alias *" + name + " has no anchor &" + name + " that ends before it");
        }
        checkDepth(event, depth + target.height() - 1);
        count(event, target.size());
        return target;
    }

    private Scalar scalar(ScalarEvent event) {
        Style style =
                switch (event.getScalarStyle()) {
                    case PLAIN -> Style.PLAIN;
                    case LITERAL, FOLDED -> Style.BLOCK;
                    case SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Style.QUOTED;
                };
        boolean toldText = event.getTag().filter(tag -> tag.endsWith(":str")).isPresent();
        return new Scalar(
                position(event),
                withoutNull(event),
                toldText && style == Style.PLAIN ? Style.QUOTED : style);
    }

    /// The system ends a text there: no path, variable or word of a command can have it.
    private String withoutNull(ScalarEvent event) {
        if (event.getValue().indexOf('\0') >= 0) {
            diagnostics.error(
                    SpecCode.SYNTAX,
                    position(event),
                    "the text has a character \\0 in it",
                    "leave it out");
        }
        return event.getValue().replace("\0", "");
    }

    private Built sequence(SequenceStartEvent start, int depth) {
        List<Node> items = new ArrayList<>();
        int height = 0;
        int size = 1;
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            Built item = build(event, depth + 1);
            items.add(item.node());
            height = Math.max(height, item.height());
            size += item.size();
            event = events.next();
        }
        return new Built(new Sequence(position(start), items), height + 1, size);
    }

    private Built mapping(MappingStartEvent start, int depth) {
        MappingBuilder mapping = new MappingBuilder(position(start), mergeKeys, diagnostics);
        int height = 0;
        int size = 1;
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Node key = build(event, depth + 1).node();
            Built value = build(events.next(), depth + 1);
            mapping.add(key, value.node());
            height = Math.max(height, value.height());
            size += value.size();
            event = events.next();
        }
        return new Built(mapping.build(), height + 1, size);
    }

    private void checkDepth(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Unbuildable(
                    SpecCode.TOO_DEEP,
                    position(event),
                    "values are nested more than " + MAX_DEPTH + " deep here");
        }
    }

    private void count(Event event, int more) {
        values += more;
        if (values > MAX_VALUES) {
            throw new Unbuildable(
                    SpecCode.TOO_LARGE,
                    position(event),
                    "up to here there are more than " + MAX_VALUES + " values, aliases followed");
        }
    }

    private void checkTag(Event event) {
        Optional<String> tag =
                switch (event) {
                    case ScalarEvent scalar -> scalar.getTag();
                    case SequenceStartEvent sequence -> sequence.getTag();
                    case MappingStartEvent mapping -> mapping.getTag();
                    default -> Optional.empty();
                };
        tag.map(text -> text.startsWith(CORE_PREFIX) ? text.substring(CORE_PREFIX.length()) : text)
                .filter(text -> !CORE_TAGS.contains(text))
                .ifPresent(text ->
                        diagnostics.error(
                                SpecCode.TAG,
                                position(event),
                                "the tag " + text + " has no meaning here",
                                "leave it out"));
    }

    private Origin.Position position(Event event) {
        return event.getStartMark()
                .map(mark ->
                        new Origin.Position(
                                source.name(), mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Origin.Position(source.name(), 1, 1));
    }

    /// The text asks for more than is given. Ends the reading from any depth; never leaves here.
    private static final class Unbuildable extends RuntimeException {
        final SpecCode code;
        final transient Origin.Position position;
        final String problem;

        Unbuildable(SpecCode code, Origin.Position position, String problem) {
            super(problem, null, false, false);
            this.code = code;
            this.position = position;
            this.problem = problem;
        }
    }
}
