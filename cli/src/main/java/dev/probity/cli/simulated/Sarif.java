package dev.probity.cli.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.simulator.lint.Finding;
import dev.probity.simulator.lint.Rule;
import dev.probity.spec.Origin;

import java.util.List;

/// Findings as SARIF 2.1.0, which code scanning services read.
public final class Sarif {
    private Sarif() {}

    /// Ends with a line break.
    public static String of(List<Finding> findings) {
        ObjectNode log =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                        .put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "probity");
        ArrayNode rules = driver.putArray("rules");
        for (Rule rule : Rule.values()) {
            ObjectNode each = rules.addObject().put("id", rule.id());
            each.putObject("shortDescription").put("text", rule.title());
            each.putObject("fullDescription").put("text", rule.reason());
            each.putObject("help").put("text", rule.remedy());
        }
        ArrayNode results = run.putArray("results");
        findings.forEach(finding -> results.add(result(finding)));
        return Document.of(log, OutputFormat.JSON);
    }

    private static ObjectNode result(Finding finding) {
        ObjectNode result =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("ruleId", finding.rule().id())
                        .put("level", "warning");
        result.putObject("message").put("text", message(finding));
        ArrayNode locations = result.putArray("locations");
        if (finding.origin().isPresent()
                && finding.origin().get()
                        instanceof Origin.Position(var file, var line, var column)) {
            ObjectNode place = locations.addObject().putObject("physicalLocation");
            place.putObject("artifactLocation").put("uri", file.replace('\\', '/'));
            place.putObject("region").put("startLine", line).put("startColumn", column);
        }
        return result;
    }

    private static String message(Finding finding) {
        StringBuilder text =
                new StringBuilder(finding.service() + ": " + finding.message() + ". Shown by: ");
        text.append(finding.behaviour()).append('.');
        finding.fix()
                .ifPresent(fix ->
                        fix.changes().forEach(change -> text.append(" Fix: ").append(change)));
        return text.toString();
    }
}
