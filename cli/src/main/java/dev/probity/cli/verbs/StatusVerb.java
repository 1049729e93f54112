package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.find.Reports;
import dev.probity.cli.find.SpecFiles;
import dev.probity.cli.find.Target;
import dev.probity.cli.terminal.Ages;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Table;
import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.rollout.ClusterStatus;
import dev.probity.deploy.rollout.ClusterStatus.Replica;
import dev.probity.spec.Application;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "status",
        description =
                "Lists the replicas of an application: those that run here, as `ps` does, or with"
                        + " --cluster those in a cluster, in the same words.",
        footer = {
            "",
            "A cluster does not tell whether a liveness probe has passed yet: there, a program that"
                    + " is started and not killed is called healthy.",
            "",
            "Example:  probity status --cluster --context staging"
        })
final class StatusVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--cluster", description = "Those in a cluster.")
    private boolean ofCluster;

    @Mixin private TargetOptions target = new TargetOptions();

    @Mixin private ClusterOptions clusters = new ClusterOptions();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    @Mixin private OutputOption output = new OutputOption();

    StatusVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!ofCluster) {
            PsVerb.show(target, terminal, output.format());
            return ExitCode.OK;
        }
        Target meant = target.target();
        Optional<Application> application =
                meant.application().isPresent() ? Optional.empty() : Optional.of(read(meant));
        String name = meant.application().or(() -> application.map(Application::name)).orElse("");
        try (Cluster cluster =
                clusters.open(terminal, application.flatMap(Application::namespace))) {
            List<Replica> replicas = ClusterStatus.of(cluster, name);
            new Printer(terminal, output.format()).print(json(replicas), () -> table(replicas));
            if (replicas.isEmpty()) {
                terminal.say(
                        "there are no replicas of \"%s\" (%s)".formatted(name, cluster.place()));
            }
            return ExitCode.OK;
        } catch (ClusterProblem problem) {
            throw ClusterOptions.failure(problem);
        }
    }

    private Application read(Target meant) throws IOException {
        Path path = SpecFiles.find(meant.file(), terminal.directory());
        return Reports.need(path, reading.reader(terminal), terminal).application();
    }

    private static Table table(List<Replica> replicas) {
        Table table =
                new Table("REPLICA", "STATE", "FOR", "TRAFFIC", "RESTARTS", "PROBES", "ADDRESS");
        for (Replica replica : replicas) {
            table.add(
                    replica.id(),
                    word(replica),
                    replica.since()
                            .map(since -> Ages.since(since.toString(), Instant.now()))
                            .orElse(""),
                    replica.inRotation() ? "yes" : "no",
                    "" + replica.restarts(),
                    replica.probes().isEmpty() ? "pass" : replica.probes(),
                    replica.address());
        }
        return table;
    }

    private static String word(Replica replica) {
        return replica.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ArrayNode json(List<Replica> replicas) {
        ArrayNode services = JsonNodeFactory.instance.arrayNode();
        for (Replica replica : replicas) {
            ObjectNode json =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("id", replica.id())
                            .put("state", word(replica))
                            .put("inRotation", replica.inRotation())
                            .put("restarts", replica.restarts())
                            .put("trouble", replica.probes())
                            .put("address", replica.address());
            replica.since().ifPresent(since -> json.put("since", since.toString()));
            ofService(services, replica.service()).add(json);
        }
        return services;
    }

    /// Replicas come service by service.
    private static ArrayNode ofService(ArrayNode services, String name) {
        int last = services.size() - 1;
        if (last >= 0 && services.get(last).path("name").asText().equals(name)) {
            return (ArrayNode) services.get(last).path("replicas");
        }
        return services.addObject().put("name", name).putArray("replicas");
    }
}
