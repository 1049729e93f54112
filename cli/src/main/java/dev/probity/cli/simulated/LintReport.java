package dev.probity.cli.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Terminal;
import dev.probity.simulator.lint.Finding;
import dev.probity.simulator.lint.Rule;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Locale;

/// Prints findings: the place and the sentence, the schedule, and what would help.
public final class LintReport {
    private final Terminal terminal;
    private final OutputFormat format;
    private final boolean fixes;

    /// @param fixes whether to print proposals
    public LintReport(Terminal terminal, OutputFormat format, boolean fixes) {
        this.terminal = terminal;
        this.format = format;
        this.fixes = fixes;
    }

    public void print(List<Finding> findings) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> json.add(json(finding)));
        new Printer(terminal, format).print(json, () -> text(findings));
        int count = findings.size();
        terminal.say(
                count == 0
                        ? "no schedule was found in which the probes do harm"
                        : count + (count == 1 ? " finding" : " findings"));
    }

    private String text(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(finding.origin().map(origin -> origin + ": ").orElse(""))
                    .append(finding.service())
                    .append(": ")
                    .append(finding.message())
                    .append(" [")
                    .append(finding.rule().id())
                    .append("]\n  --behaviour \"")
                    .append(finding.behaviour())
                    .append("\"\n");
            for (Finding.Line line : finding.witness()) {
                text.append(
                        String.format(
                                Locale.ROOT, "  %10.3fs  %s%n", line.at() / 1e9, line.text()));
            }
            if (fixes) {
                text.append(proposal(finding));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String proposal(Finding finding) {
        if (finding.fix().isEmpty()) {
            return "  No number helps here. " + finding.rule().remedy() + "\n";
        }
        StringBuilder text = new StringBuilder();
        for (Finding.Change change : finding.fix().get().changes()) {
            text.append("  fix: ").append(change).append('\n');
        }
        return text.append("  With it no harm comes of \"")
                .append(finding.fix().get().shown())
                .append("\".\n")
                .toString();
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("rule", finding.rule().id())
                        .put("service", finding.service())
                        .put("message", finding.message())
                        .put("behaviour", finding.behaviour());
        finding.origin().ifPresent(origin -> put(json, origin));
        ArrayNode witness = json.putArray("witness");
        finding.witness()
                .forEach(line ->
                        witness.addObject().put("at", line.at() / 1e9).put("text", line.text()));
        finding.fix()
                .ifPresent(fix -> {
                    ArrayNode changes = json.putObject("fix").putArray("changes");
                    for (Finding.Change change : fix.changes()) {
                        ObjectNode each = changes.addObject().put("path", change.path());
                        change.from().ifPresent(from -> each.put("from", from));
                        each.put("to", change.to());
                    }
                    ((ObjectNode) json.get("fix")).put("harmless", fix.shown());
                });
        return json;
    }

    private static void put(ObjectNode json, Origin origin) {
        if (origin instanceof Origin.Position(String file, int line, int column)) {
            json.put("file", file).put("line", line).put("column", column);
        }
    }

    public static String explanation(Rule rule) {
        return rule.id()
                + "\n\n"
                + rule.title()
                + "\n\n"
                + Paragraph.wrapped(rule.reason())
                + "\nWhat helps:\n"
                + Paragraph.wrapped(rule.remedy());
    }
}
