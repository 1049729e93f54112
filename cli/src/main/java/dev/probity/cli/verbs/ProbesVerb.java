package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.CountOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Table;
import dev.probity.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

@Command(
        name = "probes",
        description = "Shows the last attempts of every probe of one replica, oldest first.",
        footer = {
            "",
            "STREAK is how many outcomes in a row agree; at the probe's threshold it becomes the"
                    + " verdict.",
            "",
            "Example:  probity probes web-1 --type readiness -n 20"
        })
final class ProbesVerb implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());
    private static final List<String> TYPES = List.of("startup", "liveness", "readiness");
    private static final int LONGEST_OUTPUT = 120; // characters in a table

    private final Terminal terminal;

    @Parameters(paramLabel = "REPLICA", description = "Such as web-1, or an incarnation's name.")
    private String replica = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only this probe: startup, liveness or readiness.")
    private @Nullable String type;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "COUNT",
            defaultValue = "50",
            converter = CountOption.class,
            description = "How many attempts of each probe (default: ${DEFAULT-VALUE}).")
    private int last;

    @Mixin private TargetOptions target = new TargetOptions();
    @Mixin private OutputOption output = new OutputOption();

    ProbesVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw Failure.usage("there is no probe \"" + type + "\"; there are " + TYPES);
        }
        JsonNode probes = target.connect(terminal).get("replicas/" + replica + "/probes");
        ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode probe : probes) {
            if (type == null || probe.path("type").asText().equalsIgnoreCase(type)) {
                chosen.add(shortened(probe));
            }
        }
        new Printer(terminal, output.format()).print(chosen, () -> table(chosen));
        return ExitCode.OK;
    }

    private JsonNode shortened(JsonNode probe) {
        ObjectNode copy = probe.deepCopy();
        ArrayNode attempts = (ArrayNode) copy.path("attempts");
        while (attempts.size() > last) {
            attempts.remove(0);
        }
        return copy;
    }

    private static Table table(JsonNode probes) {
        Table table = new Table("TIME", "PROBE", "RESULT", "STREAK", "TOOK", "OUTPUT");
        List<Row> rows = new ArrayList<>();
        for (JsonNode probe : probes) {
            probe.path("attempts").forEach(attempt -> rows.add(new Row(probe, attempt)));
        }
        rows.sort(Comparator.comparing(Row::time));
        for (Row row : rows) {
            table.add(
                    TIME.format(row.time()),
                    row.probe().path("type").asText(),
                    row.attempt().path("result").asText(),
                    row.attempt().path("streak").asText() + "/" + row.threshold(),
                    String.format(
                            Locale.ROOT, "%.1f ms", row.attempt().path("milliseconds").asDouble()),
                    brief(row.attempt().path("output").asText()));
        }
        return table;
    }

    private record Row(JsonNode probe, JsonNode attempt) {

        /// What this attempt's streak counted towards; the probe's present one may be the other.
        int threshold() {
            boolean passed = Set.of("success", "warning").contains(attempt.path("result").asText());
            String field = passed ? "successThreshold" : "failureThreshold";
            return probe.path("probe").path(field).asInt();
        }

        Instant time() {
            return Instant.parse(attempt.path("time").asText());
        }
    }

    /// What a program prints must not move the reader's terminal.
    private static String brief(String output) {
        String line = output.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_OUTPUT ? line : line.substring(0, LONGEST_OUTPUT) + "…";
    }
}
