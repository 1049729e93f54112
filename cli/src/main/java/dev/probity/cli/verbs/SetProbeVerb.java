package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "set-probe",
        description =
                "Changes numbers or the question of a probe while the service runs, for all of its"
                        + " replicas, and prints what differs.",
        footer = {
            "",
            "Fields are those of probity.yaml, such as periodSeconds or httpGet.path. A number is"
                    + " judged as it is in a file; nothing is restarted. With --dry-run it says"
                    + " what would be, with the findings of the linter.",
            "",
            "Example:  probity set-probe web readiness periodSeconds=2 failureThreshold=3",
            "          probity set-probe web liveness httpGet.path=/livez --write"
        })
final class SetProbeVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SERVICE", description = "The service's name.")
    private String service = "";

    @Parameters(paramLabel = "TYPE", description = "The probe: startup, liveness or readiness.")
    private String type = "";

    @Parameters(paramLabel = "FIELD=VALUE", arity = "1..*", description = "What changes.")
    private Map<String, String> fields = Map.of();

    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "Of which container (default: the main one).")
    private @Nullable String container;

    @Option(names = "--write", description = "Changes the file, too; its comments are kept.")
    private boolean write;

    @Option(names = "--dry-run", description = "Only says what would be.")
    private boolean dryRun;

    @Mixin private TargetOptions target = new TargetOptions();
    @Mixin private OutputOption output = new OutputOption();

    SetProbeVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ControlClient client = target.connect(terminal);
        String path = "services/" + service + "/probes";
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (container != null) {
            body.put("container", container);
        }
        body.set("probe", changed(client.get(path)));
        JsonNode answer =
                dryRun
                        ? client.post(path + "/" + type + "/preview", body)
                        : client.put(path + "/" + type, body.put("write", write));
        new Printer(terminal, output.format()).print(answer, () -> answer.path("diff").asText());
        if (output.format() == OutputFormat.TABLE) {
            answer.path("findings").forEach(finding -> terminal.say(words(finding)));
        }
        if (dryRun && !answer.path("valid").asBoolean()) {
            answer.path("problems").forEach(problem -> terminal.say(problem(problem)));
            return ExitCode.USAGE;
        }
        return ExitCode.OK;
    }

    private static String words(JsonNode finding) {
        return "%s: %s [%s]"
                .formatted(
                        finding.path("level").asText(),
                        finding.path("message").asText(),
                        finding.path("rule").asText());
    }

    private static String problem(JsonNode problem) {
        return problem.path("field").asText() + ": " + problem.path("message").asText();
    }

    /// The present probe in the form of a file, with the fields of the command line in it.
    private ObjectNode changed(JsonNode probes) {
        ObjectNode probe = JsonNodeFactory.instance.objectNode();
        for (JsonNode present : probes) {
            boolean meant =
                    container == null || present.path("container").asText().equals(container);
            if (meant && present.path("type").asText().equals(type) && probe.isEmpty()) {
                ObjectNode handler = present.path("handler").deepCopy();
                String kind = handler.remove("kind").asText();
                probe.set(kind, handler);
                for (JsonNode parameter : present.path("parameters")) {
                    if (parameter.has("value")) {
                        probe.set(parameter.path("name").asText(), parameter.path("value"));
                    }
                }
            }
        }
        fields.forEach((field, value) -> set(probe, field, value));
        return probe;
    }

    private static void set(ObjectNode probe, String field, String value) {
        String[] keys = field.split("\\.");
        if (keys.length > 2 || field.isBlank()) {
            throw Failure.usage(
                    field + " is no field of a probe; periodSeconds and httpGet.path are examples");
        }
        ObjectNode owner = keys.length == 2 ? probe.withObjectProperty(keys[0]) : probe;
        if (value.matches("-?\\d{1,18}")) {
            owner.put(keys[keys.length - 1], Long.parseLong(value));
        } else {
            owner.put(keys[keys.length - 1], value);
        }
    }
}
