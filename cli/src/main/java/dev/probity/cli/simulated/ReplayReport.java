package dev.probity.cli.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Terminal;
import dev.probity.journal.Replay;
import dev.probity.simulator.replay.Contrast;
import dev.probity.simulator.replay.Contrast.Course;
import dev.probity.simulator.replay.Contrast.Difference;
import dev.probity.simulator.replay.Recording;
import dev.probity.simulator.replay.WhatIf;
import dev.probity.simulator.replay.WhatIf.Doubt;
import dev.probity.simulator.world.Lengths;
import dev.probity.spec.Application;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Prints what a replay showed.
public final class ReplayReport {
    private final Terminal terminal;
    private final OutputFormat format;

    public ReplayReport(Terminal terminal, OutputFormat format) {
        this.terminal = terminal;
        this.format = format;
    }

    /// The run as it was.
    ///
    /// @return whether the engine did the same again
    public boolean again(List<Path> segments) throws IOException {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        StoryLines lines = new StoryLines(terminal);
        boolean table = format == OutputFormat.TABLE;
        Recording recording = Recording.read(segments, table ? lines : (at, happening) -> {});
        lines.finish();
        boolean same = true;
        for (Path segment : segments) {
            Replay.Result result = Replay.of(segment);
            ObjectNode each =
                    json.addObject()
                            .put("segment", segment.toString())
                            .put("steps", result.steps())
                            .put("same", result.difference().isEmpty());
            result.difference().ifPresent(found -> put(each, found));
            terminal.say(words(segment, result));
            same &= result.difference().isEmpty();
        }
        if (!table) {
            terminal.out().print(Document.of(json, format));
        }
        if (recording.lost() > 0) {
            terminal.say(recording.lost() + " steps of the run are in no segment");
        }
        terminal.out().flush();
        return same;
    }

    private static void put(ObjectNode json, Replay.Difference found) {
        json.put("at", found.at() / 1e9)
                .put("event", found.event().toString())
                .put("written", found.written())
                .put("replayed", found.replayed());
    }

    private static String words(Path segment, Replay.Result result) {
        String name = String.valueOf(segment.getFileName());
        return result.difference()
                .map(found ->
                        name
                                + ": step "
                                + (result.steps() + 1)
                                + " differs, "
                                + found.event()
                                + "\n  written:  "
                                + found.written()
                                + "\n  replayed: "
                                + found.replayed())
                .orElse(
                        name
                                + ": "
                                + result.steps()
                                + " steps, and the engine does the same again");
    }

    /// What would have differed.
    public void with(Application application, List<Path> segments) throws IOException {
        Course recorded = new Course(true);
        Course other = new Course(false);
        Recording recording = Recording.read(segments, recorded);
        List<Doubt> doubts = WhatIf.run(recording, application, other);
        List<Difference> differences = Contrast.of(recorded, other);
        if (format == OutputFormat.TABLE) {
            differences.forEach(each -> terminal.out().println(line(each, doubts)));
            doubts.forEach(doubt ->
                    terminal.out()
                            .println(
                                    "The record's answers for "
                                            + doubt.replica()
                                            + " hold until "
                                            + Lengths.text(doubt.at())
                                            + ": "
                                            + doubt.reason()));
            terminal.say(
                    differences.isEmpty()
                            ? "nothing would have differed"
                            : differences.size()
                                    + " differences; - happened, + would have, ? as far as the"
                                    + " record can tell");
        } else {
            terminal.out().print(Document.of(json(differences, doubts), format));
        }
        terminal.out().flush();
    }

    private static String line(Difference difference, List<Doubt> doubts) {
        return (difference.recorded() ? "-" : isDoubtful(difference, doubts) ? "?" : "+")
                + " "
                + Lengths.text(difference.at())
                + "  "
                + difference.replica()
                + " "
                + difference.text();
    }

    private static boolean isDoubtful(Difference difference, List<Doubt> doubts) {
        return doubts.stream()
                .anyMatch(doubt ->
                        doubt.replica().equals(difference.replica())
                                && difference.at() > doubt.at());
    }

    private static ObjectNode json(List<Difference> differences, List<Doubt> doubts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("differences");
        for (Difference each : differences) {
            list.addObject()
                    .put("at", each.at() / 1e9)
                    .put("in", each.recorded() ? "record" : "file")
                    .put("replica", each.replica().toString())
                    .put("text", each.text())
                    .put("certain", each.recorded() || !isDoubtful(each, doubts));
        }
        ArrayNode until = json.putArray("validUntil");
        for (Doubt doubt : doubts) {
            until.addObject()
                    .put("replica", doubt.replica().toString())
                    .put("at", doubt.at() / 1e9)
                    .put("reason", doubt.reason());
        }
        return json;
    }
}
