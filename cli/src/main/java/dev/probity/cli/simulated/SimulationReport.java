package dev.probity.cli.simulated;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Table;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.api.HappeningJson;
import dev.probity.engine.Happening;
import dev.probity.simulator.Distribution;
import dev.probity.simulator.Figures;
import dev.probity.simulator.Observer;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Seeds;
import dev.probity.simulator.Seeds.Measure;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.draw.Picture;
import dev.probity.simulator.draw.SvgDrawing;
import dev.probity.simulator.draw.TerminalDrawing;
import dev.probity.simulator.traffic.Seen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Prints what a simulation brought about.
public final class SimulationReport {
    private static final int COLUMNS = 100; // of the picture; fits a wide terminal

    private final Terminal terminal;
    private final OutputFormat format;

    public SimulationReport(Terminal terminal, OutputFormat format) {
        this.terminal = terminal;
        this.format = format;
    }

    /// One run: its lines and picture, or all of its events.
    public void story(Scenario scenario, Optional<Path> svg) throws IOException {
        Picture drawing = new Picture(scenario.span(), SvgDrawing.COLUMNS);
        Figures figures = new Figures(scenario.application());
        Observer drawn =
                (at, happening) -> {
                    figures.happened(at, happening);
                    drawing.happened(at, happening);
                };
        switch (format) {
            case TABLE -> lines(scenario, figures, drawn);
            case JSON ->
                    document(
                            JsonEvents.begin(terminal.out(), head(scenario)),
                            scenario,
                            figures,
                            drawn);
            case YAML ->
                    document(
                            YamlEvents.begin(terminal.out(), head(scenario)),
                            scenario,
                            figures,
                            drawn);
        }
        terminal.out().flush();
        if (svg.isPresent()) {
            String title = scenario.application().name();
            Files.writeString(svg.get(), SvgDrawing.of(drawing.finish(), title));
            terminal.say("drew " + svg.get());
        }
    }

    private void lines(Scenario scenario, Figures figures, Observer drawn) {
        Picture picture = new Picture(scenario.span(), COLUMNS);
        StoryLines lines = new StoryLines(terminal);
        Simulation.Result result = Simulation.run(scenario, both(drawn, both(lines, picture)));
        lines.finish();
        terminal.out().println();
        terminal.out().print(TerminalDrawing.of(picture.finish()));
        terminal.out().println();
        terminal.out().print(table(result, figures));
    }

    private void document(
            EventDocument document, Scenario scenario, Figures figures, Observer drawn)
            throws IOException {
        Observer told = (at, happening) -> document.event(event(at, happening));
        Simulation.Result result = Simulation.run(scenario, both(drawn, told));
        document.end(outcome(result, figures));
    }

    private static Observer both(Observer one, Observer other) {
        return (at, happening) -> {
            one.happened(at, happening);
            other.happened(at, happening);
        };
    }

    private static ObjectNode event(long at, Happening happening) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("at", at / 1e9);
        event.setAll(HappeningJson.of(happening));
        return event;
    }

    private static Table table(Simulation.Result result, Figures figures) {
        Table table =
                new Table(
                        "SERVICE",
                        "ALL READY",
                        "RESTARTS",
                        "KILLED BY PROBES",
                        "NO REPLICA",
                        "SERVED",
                        "WAITED",
                        "FAILED",
                        "OPEN");
        figures.counts()
                .forEach((service, count) -> {
                    Seen seen = result.seen(service);
                    table.add(
                            service,
                            count.allReady().isPresent()
                                    ? Words.seconds(count.allReady().getAsLong())
                                    : "never",
                            String.valueOf(count.restarts()),
                            String.valueOf(count.killedByLiveness() + count.killedByStartup()),
                            Words.seconds(seen.closed().toNanos()),
                            String.valueOf(seen.served()),
                            String.valueOf(seen.waited()),
                            String.valueOf(seen.failed()),
                            String.valueOf(seen.open()));
                });
        return table;
    }

    private static ObjectNode head(Scenario scenario) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("application", scenario.application().name())
                .put("seconds", scenario.span().toNanos() / 1e9)
                .put("seed", scenario.dials().seed());
    }

    private static ObjectNode outcome(Simulation.Result result, Figures figures) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("attempts", result.attempts());
        ObjectNode services = json.putObject("services");
        figures.counts()
                .forEach((service, count) -> {
                    Seen seen = result.seen(service);
                    ObjectNode of = services.putObject(service);
                    count.firstReady().ifPresent(at -> of.put("firstReady", at / 1e9));
                    count.allReady().ifPresent(at -> of.put("allReady", at / 1e9));
                    of.put("restarts", count.restarts())
                            .put("killedByLiveness", count.killedByLiveness())
                            .put("killedByStartup", count.killedByStartup())
                            .put("noReplicaSeconds", seen.closed().toNanos() / 1e9);
                    of.putObject("requests")
                            .put("served", seen.served())
                            .put("waited", seen.waited())
                            .put("failed", seen.failed())
                            .put("open", seen.open())
                            .put("longestSeconds", seen.longest().toNanos() / 1e9);
                });
        return json;
    }

    /// Many runs: how the results are distributed.
    public void distributions(Scenario scenario, int runs) {
        Map<String, Map<Measure, Distribution>> all = Seeds.run(scenario, runs);
        if (format == OutputFormat.TABLE) {
            Table table =
                    new Table("SERVICE", "MEASURE", "LEAST", "P50", "P90", "P99", "MOST", "NEVER");
            all.forEach((service, measures) ->
                    measures.forEach((measure, found) -> row(table, service, measure, found)));
            terminal.out().print(table);
            terminal.say(runs + " runs of " + Words.seconds(scenario.span().toNanos()) + " each");
        } else {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("runs", runs);
            all.forEach((service, measures) -> {
                ObjectNode of = json.putObject(service);
                measures.forEach((measure, found) -> of.set(word(measure), json(found)));
            });
            terminal.out().print(Document.of(json, format));
        }
        terminal.out().flush();
    }

    private static void row(Table table, String service, Measure measure, Distribution found) {
        boolean any = found.size() > 0;
        table.add(
                service,
                word(measure),
                any ? number(found.quantile(0)) : "-",
                any ? number(found.quantile(0.5)) : "-",
                any ? number(found.quantile(0.9)) : "-",
                any ? number(found.quantile(0.99)) : "-",
                any ? number(found.quantile(1)) : "-",
                String.valueOf(found.absent()));
    }

    private static String word(Measure measure) {
        return switch (measure) {
            case FIRST_READY -> "first ready, s";
            case ALL_READY -> "all ready, s";
            case RESTARTS -> "restarts";
            case KILLED_BY_PROBES -> "killed by probes";
            case NO_REPLICA -> "no replica, s";
            case FAILED_REQUESTS -> "failed requests";
            case WAITING_REQUESTS -> "waiting requests";
        };
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static ObjectNode json(Distribution found) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("values", found.size()).put("absent", found.absent());
        if (found.size() > 0) {
            json.put("least", found.quantile(0))
                    .put("p50", found.quantile(0.5))
                    .put("p90", found.quantile(0.9))
                    .put("p99", found.quantile(0.99))
                    .put("most", found.quantile(1))
                    .put("mean", found.mean());
        }
        return json;
    }
}
