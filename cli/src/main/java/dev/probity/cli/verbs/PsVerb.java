package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.cli.terminal.Ages;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Table;
import dev.probity.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "ps",
        description = "Lists the replicas of a running application and the state of each.",
        footer = {
            "",
            "STATE is the replica's place in its life; TRAFFIC says whether it takes any; PROBES"
                    + " names the probes that do not pass, with their streak and threshold.",
            "",
            "Example:  probity ps -o json | jq '.[].replicas[] | select(.ready | not) | .id'"
        })
final class PsVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private TargetOptions target = new TargetOptions();
    @Mixin private OutputOption output = new OutputOption();

    PsVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        show(target, terminal, output.format());
        return ExitCode.OK;
    }

    /// Prints the replicas of a running application.
    static void show(TargetOptions target, Terminal terminal, OutputFormat format)
            throws IOException {
        JsonNode services = target.connect(terminal).get("services");
        new Printer(terminal, format).print(services, () -> table(services));
    }

    private static Table table(JsonNode services) {
        Table table =
                new Table("REPLICA", "STATE", "FOR", "TRAFFIC", "RESTARTS", "PROBES", "ADDRESS");
        for (JsonNode service : services) {
            String addresses = addresses(service);
            if (service.path("replicas").isEmpty()) {
                table.add(service.path("name").asText(), empty(service), "", "", "", "", addresses);
            }
            for (JsonNode replica : service.path("replicas")) {
                table.add(
                        replica.path("id").asText(),
                        state(replica),
                        Ages.since(replica.path("since").asText(), Instant.now()),
                        replica.path("inRotation").asBoolean() ? "yes" : "no",
                        replica.path("restarts").asText(),
                        probes(replica),
                        addresses);
            }
        }
        return table;
    }

    private static String empty(JsonNode service) {
        if (service.path("external").asBoolean()) {
            return "external";
        }
        return service.path("running").asBoolean() ? "scaled to 0" : "stopped";
    }

    private static String state(JsonNode replica) {
        String state = replica.path("state").asText();
        return replica.path("quarantined").asBoolean() ? state + ", quarantined" : state;
    }

    private static String addresses(JsonNode service) {
        List<String> addresses = new ArrayList<>();
        service.path("addresses").forEach(address -> addresses.add(address.asText()));
        return String.join(" ", addresses);
    }

    /// Those that pass are no news.
    private static String probes(JsonNode replica) {
        List<String> probes = new ArrayList<>();
        for (JsonNode container : replica.path("containers")) {
            for (JsonNode probe : container.path("probes")) {
                boolean passing =
                        probe.path("passing").asBoolean() && !probe.path("paused").asBoolean();
                if (!passing && !probe.path("onHold").asBoolean()) {
                    probes.add(probe(probe));
                }
            }
        }
        return probes.isEmpty() ? "pass" : String.join(", ", probes);
    }

    private static String probe(JsonNode probe) {
        String type = probe.path("type").asText();
        if (probe.path("paused").asBoolean()) {
            return type + " paused";
        }
        int streak = probe.path("streak").asInt();
        return streak == 0
                ? type + " not tried"
                : type + " fails " + streak + "/" + probe.path("threshold").asInt();
    }
}
