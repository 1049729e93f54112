package dev.probity.cli.verbs;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.Deployer;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.manifest.ObjectName;
import dev.probity.deploy.manifest.Publication;
import dev.probity.deploy.rollout.Progress;
import dev.probity.deploy.rollout.Progress.State;
import dev.probity.deploy.rollout.Rollout;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// One deploy, told line by line.
final class DeployRun {
    private final Terminal terminal;
    private final Deployer deployer;
    private final Cluster cluster;
    private final Publication publication;
    private final boolean force;

    DeployRun(Terminal terminal, Cluster cluster, Publication publication, boolean force) {
        this.terminal = terminal;
        this.cluster = cluster;
        this.deployer = new Deployer(cluster);
        this.publication = publication;
        this.force = force;
    }

    /// Says what would come of it.
    int rehearse(boolean prune) throws ClusterProblem {
        check();
        deployer.apply(publication, new Cluster.Mode(force, true), this::tell);
        for (ObjectName name : prune ? deployer.obsolete(publication) : List.<ObjectName>of()) {
            if (!name.kind().holdsData()) {
                terminal.out().println(name + " would be removed");
            }
        }
        terminal.say("nothing was changed: this was a dry run");
        return ExitCode.OK;
    }

    /// @return the exit code
    int perform(boolean prune, Duration timeout) throws ClusterProblem, InterruptedException {
        check();
        deployer.apply(publication, new Cluster.Mode(force, false), this::tell);
        obsolete(prune);
        List<Progress> services =
                new Rollout(cluster, progress -> terminal.out().println(progress))
                        .follow(publication, timeout);
        return verdict(services, timeout);
    }

    private void check() {
        List<ClusterProblem> problems = deployer.check(publication, force);
        if (!problems.isEmpty()) {
            List<String> lines = problems.stream().map(ClusterProblem::text).toList();
            throw Failure.of(String.join("\n", lines) + "\nnothing was applied");
        }
    }

    private void tell(Deployer.Applied applied) {
        terminal.out()
                .println(applied.name() + " " + applied.change().name().toLowerCase(Locale.ROOT));
    }

    private void obsolete(boolean prune) throws ClusterProblem {
        List<ObjectName> left = left(prune);
        List<ObjectName> going = left.stream().filter(name -> !name.kind().holdsData()).toList();
        if (prune) {
            deployer.remove(going, name -> terminal.out().println(name + " removed"));
        } else if (!going.isEmpty()) {
            terminal.say(
                    "of an earlier deploy and not in the file any more: %s; --prune removes them"
                            .formatted(
                                    String.join(
                                            ", ", going.stream().map(String::valueOf).toList())));
        }
        KeptClaims.tell(terminal, left, "`probity undeploy --volumes` removes them");
    }

    /// Who may apply need not be allowed to list; that matters when it was asked for.
    private List<ObjectName> left(boolean prune) throws ClusterProblem {
        try {
            return deployer.obsolete(publication);
        } catch (ClusterProblem problem) {
            if (prune || problem.kind() != ClusterProblem.Kind.FORBIDDEN) {
                throw problem;
            }
            return List.of();
        }
    }

    private int verdict(List<Progress> services, Duration timeout) {
        List<String> failed = lines(services, State.FAILED);
        List<String> late = lines(services, State.UNDER_WAY);
        if (!failed.isEmpty()) {
            throw Failure.of("not deployed:\n  " + String.join("\n  ", failed));
        }
        if (!late.isEmpty()) {
            throw Failure.timedOut(
                    "not ready after %d s, and still on its way:\n  %s"
                            .formatted(timeout.toSeconds(), String.join("\n  ", late)));
        }
        terminal.say("all ready");
        return ExitCode.OK;
    }

    private static List<String> lines(List<Progress> services, State state) {
        return services.stream()
                .filter(progress -> progress.state() == state)
                .map(String::valueOf)
                .toList();
    }
}
