package dev.probity.cli.verbs;

import dev.probity.cli.find.Reports;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.Deployer;
import dev.probity.deploy.ObjectDifference;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.image.Images;
import dev.probity.deploy.manifest.Publication;
import dev.probity.spec.Application;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "diff",
        description = "Says what `deploy` would change in the cluster. Nothing is changed.",
        footer = {
            "",
            "The server itself says what would come of each object, with its defaults. Values of"
                    + " Secrets are masked. It exits with 1 when there is a difference.",
            "",
            "Example:  probity diff --context staging"
        })
final class DiffVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Mixin private ClusterOptions clusters = new ClusterOptions();

    @Mixin private ImageOptions images = new ImageOptions();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    DiffVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path path = file.find(terminal);
        Application read = Reports.need(path, reading.reader(terminal), terminal).application();
        Images.Named named =
                images.name(
                        read.at(
                                images.registry().or(read::registry),
                                clusters.namespace().or(read::namespace)),
                        true);
        if (!named.problems().isEmpty()) {
            throw Failure.usage(String.join("\n", named.problems()));
        }
        try (Cluster cluster = clusters.open(terminal, named.application().namespace())) {
            List<ObjectDifference> found =
                    new Deployer(cluster)
                            .differences(
                                    Publication.of(
                                            named.application()
                                                    .at(
                                                            read.registry(),
                                                            Optional.of(
                                                                    cluster.place().namespace()))));
            found.forEach(this::print);
            terminal.say(
                    found.isEmpty()
                            ? "no difference (" + cluster.place() + ")"
                            : "%d %s (%s)"
                                    .formatted(
                                            found.size(),
                                            found.size() == 1 ? "object differs" : "objects differ",
                                            cluster.place()));
            return found.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (ClusterProblem problem) {
            throw ClusterOptions.failure(problem);
        }
    }

    private void print(ObjectDifference difference) {
        switch (difference) {
            case ObjectDifference.New created -> terminal.out().println("+ " + created.name());
            case ObjectDifference.Obsolete obsolete ->
                    terminal.out().println("- " + obsolete.name() + " (with --prune)");
            case ObjectDifference.Changed changed -> {
                terminal.out().println("~ " + changed.name());
                changed.lines()
                        .forEach(line ->
                                terminal.out()
                                        .println(
                                                "    %s: %s -> %s"
                                                        .formatted(
                                                                line.path(),
                                                                shown(line.before()),
                                                                shown(line.after()))));
            }
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }
}
