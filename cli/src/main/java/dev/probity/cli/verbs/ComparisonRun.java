package dev.probity.cli.verbs;

import dev.probity.cli.find.Applications;
import dev.probity.cli.find.Target;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.compare.Comparison;
import dev.probity.runtime.StateDirectory;
import dev.probity.simulator.replay.Recording;
import dev.probity.spec.Application;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Compares the last run here with what a cluster recorded.
record ComparisonRun(Terminal terminal, Cluster cluster) {

    /// @return the exit code
    int run(Application application) throws IOException, ClusterProblem {
        StateDirectory state =
                new Applications(terminal)
                        .known(new Target(Optional.empty(), Optional.of(application.name())));
        List<Path> segments = Recording.segments(state.path());
        List<String> differences = Comparison.of(segments, cluster, application.name());
        differences.forEach(terminal.out()::println);
        terminal.say(
                differences.isEmpty()
                        ? "no difference in what was recorded (%s)".formatted(cluster.place())
                        : "%d %s between %s and %s"
                                .formatted(
                                        differences.size(),
                                        differences.size() == 1 ? "difference" : "differences",
                                        state.path(),
                                        cluster.place()));
        return differences.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
