package dev.probity.cli.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Table;
import dev.probity.cli.terminal.Terminal;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.draw.Picture;
import dev.probity.simulator.draw.SvgDrawing;
import dev.probity.simulator.draw.TerminalDrawing;
import dev.probity.simulator.explain.Bounds;
import dev.probity.simulator.explain.Explanation;
import dev.probity.simulator.explain.HandlerWords;
import dev.probity.spec.Origin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints what services' probes amount to.
public final class ExplanationReport {
    private static final int COLUMNS = 100; // of the picture

    private final Terminal terminal;
    private final OutputFormat format;

    public ExplanationReport(Terminal terminal, OutputFormat format) {
        this.terminal = terminal;
        this.format = format;
    }

    public void print(List<Explanation> all, Optional<Path> svg) throws IOException {
        if (format == OutputFormat.TABLE) {
            for (Explanation explanation : all) {
                terminal.out().print(Sentences.of(explanation));
                terminal.out().print(numbers(explanation));
                if (svg.isEmpty()) {
                    draw(explanation);
                }
                terminal.out().println();
            }
        } else {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            all.forEach(explanation -> json.add(json(explanation)));
            terminal.out().print(Document.of(json, format));
        }
        terminal.out().flush();
        if (svg.isPresent()) {
            for (Explanation explanation : all) {
                drawInto(pathFor(svg.get(), explanation, all.size()), explanation);
            }
        }
    }

    private static Table numbers(Explanation explanation) {
        Table table = new Table("  NUMBER", "VALUE", "FROM");
        for (Explanation.Asked asked : explanation.probes()) {
            for (Explanation.Setting number : asked.numbers()) {
                table.add(
                        "  " + asked.type().field() + "." + number.field(),
                        String.valueOf(number.value()),
                        number.origin().map(Origin::toString).orElse("unknown"));
            }
        }
        return table;
    }

    private void draw(Explanation explanation) {
        Picture picture = picture(explanation.story(), COLUMNS);
        terminal.out().println();
        terminal.out().println("  A story of it (" + words(explanation) + "):");
        terminal.out().println();
        terminal.out().print(TerminalDrawing.of(picture));
    }

    private static String words(Explanation explanation) {
        return explanation.story().cast().words(explanation.service().name());
    }

    private static Picture picture(Scenario story, int columns) {
        Picture picture = new Picture(story.span(), columns);
        Simulation.run(story, picture);
        return picture.finish();
    }

    private void drawInto(Path path, Explanation explanation) throws IOException {
        Picture picture = picture(explanation.story(), SvgDrawing.COLUMNS);
        String title = explanation.service().name() + ": " + words(explanation);
        Files.writeString(path, SvgDrawing.of(picture, title));
        terminal.say("drew " + path);
    }

    /// `web.svg` of `all.svg`, where there is more than one.
    private static Path pathFor(Path path, Explanation explanation, int count) {
        if (count == 1) {
            return path;
        }
        String name = path.getFileName().toString().replaceFirst("\\.svg$", "");
        return path.resolveSibling(name + "-" + explanation.service().name() + ".svg");
    }

    private static ObjectNode json(Explanation explanation) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("service", explanation.service().name())
                        .put("replicas", explanation.service().replicas());
        put(json, "ready", explanation.ready());
        explanation.startup().ifPresent(bounds -> put(json, "startupGivenUp", bounds));
        explanation.hang().ifPresent(bounds -> put(json, "hangSeen", bounds));
        explanation.relaunched().ifPresent(bounds -> put(json, "relaunched", bounds));
        explanation.withdrawn().ifPresent(bounds -> put(json, "withdrawn", bounds));
        explanation.returned().ifPresent(bounds -> put(json, "returned", bounds));
        json.put("story", words(explanation));
        ArrayNode probes = json.putArray("probes");
        for (Explanation.Asked asked : explanation.probes()) {
            ObjectNode probe =
                    probes.addObject()
                            .put("type", asked.type().title().toLowerCase(Locale.ROOT))
                            .put("container", asked.container().name())
                            .put("asks", HandlerWords.of(asked.probe().handler()));
            for (Explanation.Setting number : asked.numbers()) {
                ObjectNode value = probe.putObject(number.field()).put("value", number.value());
                number.origin().ifPresent(origin -> value.put("from", origin.toString()));
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String name, Bounds bounds) {
        json.putObject(name)
                .put("leastSeconds", bounds.least().toNanos() / 1e9)
                .put("mostSeconds", bounds.most().toNanos() / 1e9);
    }
}
