package dev.probity.cli.verbs;

import dev.probity.cli.find.Reports;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.Deployer;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.manifest.ObjectName;
import dev.probity.spec.Application;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "undeploy",
        description = "Removes from the cluster what `deploy` has put there of an application.",
        footer = {
            "",
            "Only objects that Probity has applied under the application's name are removed. Claims"
                    + " on volumes stay, with the data, unless --volumes is given.",
            "",
            "Example:  probity undeploy --dry-run",
            "          probity undeploy --app shop --namespace staging"
        })
final class UndeployVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Option(
            names = "--app",
            paramLabel = "NAME",
            description = "The application's name; then no file is read.")
    private @Nullable String name;

    @Option(names = "--dry-run", description = "Only says what would be removed.")
    private boolean dryRun;

    @Option(names = "--volumes", description = "Claims on volumes too: the data is lost.")
    private boolean volumes;

    @Mixin private ClusterOptions clusters = new ClusterOptions();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    UndeployVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Application> application = name == null ? Optional.of(read()) : Optional.empty();
        String wanted = application.map(Application::name).orElseGet(() -> String.valueOf(name));
        try (Cluster cluster =
                clusters.open(terminal, application.flatMap(Application::namespace))) {
            Deployer deployer = new Deployer(cluster);
            List<ObjectName> made = deployer.made(wanted);
            List<ObjectName> going =
                    made.stream().filter(each -> volumes || !each.kind().holdsData()).toList();
            if (dryRun) {
                going.forEach(each -> terminal.out().println(each + " would be removed"));
            } else {
                deployer.remove(going, each -> terminal.out().println(each + " removed"));
            }
            tell(wanted, made, cluster);
            return ExitCode.OK;
        } catch (ClusterProblem problem) {
            throw ClusterOptions.failure(problem);
        }
    }

    private void tell(String application, List<ObjectName> made, Cluster cluster) {
        if (made.isEmpty()) {
            terminal.say(
                    "there is nothing of the application \"%s\" (%s)"
                            .formatted(application, cluster.place()));
        } else if (!volumes) {
            KeptClaims.tell(terminal, made, "--volumes removes them with their data");
        }
    }

    private Application read() throws IOException {
        Path path = file.find(terminal);
        return Reports.need(path, reading.reader(terminal), terminal).application();
    }
}
