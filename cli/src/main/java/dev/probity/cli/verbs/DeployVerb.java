package dev.probity.cli.verbs;

import dev.probity.cli.find.Reports;
import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.image.ImageMaker;
import dev.probity.deploy.image.Images;
import dev.probity.deploy.manifest.Publication;
import dev.probity.spec.Application;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "deploy",
        description =
                "Brings an application into a Kubernetes cluster and waits until it is ready, or"
                        + " says why it is not.",
        footer = {
            "",
            "The server is asked about every object before the first one is applied, so that"
                    + " nothing is applied when something would be refused. It exits with 1 when a"
                    + " service fails, with 124 when time is over; what was applied stays.",
            "",
            "Example:  probity deploy --context staging --namespace shop",
            "          probity deploy --dry-run=server",
            "          probity deploy --build --registry registry.example.com/shop"
        })
final class DeployVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Option(
            names = "--dry-run",
            paramLabel = "WHO",
            description =
                    "Applies nothing. server: the cluster says what would come of it; client: the"
                            + " manifests are printed, no cluster is asked.")
    private @Nullable DryRun dryRun;

    @Option(
            names = "--force-conflicts",
            description = "Takes over fields that somebody else manages.")
    private boolean force;

    @Option(
            names = "--prune",
            description =
                    "Removes what an earlier deploy of this application made and this does not.")
    private boolean prune;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            converter = DurationOption.class,
            description = "How long to wait until all is ready (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = "--build",
            description =
                    "Builds the images of the file, and one for each program that is a jar, in the"
                            + " container engine of this machine, and pushes them to their"
                            + " registry.")
    private boolean build;

    @Option(
            names = "--no-push",
            description =
                    "With --build, leaves the images in the engine: the cluster gets them in"
                            + " another way.")
    private boolean local;

    @Option(
            names = "--base-image",
            paramLabel = "REFERENCE",
            defaultValue = ImageMaker.BASE,
            description =
                    "With --build, what a jar's image is made on (default: ${DEFAULT-VALUE}).")
    private String base = ImageMaker.BASE;

    @Option(
            names = {"-i", "--interactive"},
            description = "Asks for what the file leaves open: namespace, registry.")
    private boolean interactive;

    @Option(
            names = "--compare",
            description =
                    "Applies nothing: compares what probes and restarts did in the last run here"
                            + " and in the cluster, and names the differences.")
    private boolean compare;

    @Mixin private ClusterOptions clusters = new ClusterOptions();

    @Mixin private ImageOptions images = new ImageOptions();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    DeployVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path path = file.find(terminal);
        Application read = Reports.need(path, reading.reader(terminal), terminal).application();
        if (compare) {
            try (Cluster cluster = clusters.open(terminal, read.namespace())) {
                return new ComparisonRun(terminal, cluster).run(read);
            } catch (ClusterProblem problem) {
                throw ClusterOptions.failure(problem);
            }
        }
        Application placed =
                read.at(
                        images.registry().or(read::registry),
                        clusters.namespace().or(read::namespace));
        Application complete = interactive ? asked(placed) : placed;
        Images.Named named = images.name(complete, build);
        if (!named.problems().isEmpty()) {
            throw Failure.usage(String.join("\n", named.problems()));
        }
        if (build && dryRun == null) {
            // A cluster that nobody knows is told before minutes of building.
            var _ = clusters.kubeconfig(terminal);
            make(named);
        }
        return dryRun == DryRun.CLIENT ? print(named.application()) : apply(named.application());
    }

    private Application asked(Application application) throws IOException {
        Questions questions = new Questions(terminal);
        Optional<String> namespace = application.namespace();
        if (namespace.isEmpty()) {
            String usual = clusters.kubeconfig(terminal).namespace().orElse("default");
            namespace = Optional.of(questions.ask("Namespace", usual));
        }
        Optional<String> registry = application.registry();
        boolean needed = !images.name(application, build).toBuild().isEmpty();
        if (registry.isEmpty() && needed) {
            registry =
                    Optional.of(
                            questions.ask(
                                    "Registry of the images (such as registry.example.com/shop)",
                                    ""));
        }
        return application.at(registry, namespace);
    }

    private void make(Images.Named named) throws IOException, InterruptedException {
        ImageMaker maker = new ImageMaker(terminal.environment(), base, terminal::say);
        maker.make(named.toBuild());
        if (!local) {
            maker.push(named.toBuild());
        }
    }

    private int print(Application application) {
        Publication publication = Publication.of(application);
        PublicationReport.refuse(publication, terminal);
        terminal.out().print(publication.text());
        terminal.say(publication.objects().size() + " objects; no cluster was asked");
        return ExitCode.OK;
    }

    private int apply(Application application) throws IOException, InterruptedException {
        try (Cluster cluster = clusters.open(terminal, application.namespace())) {
            Optional<String> namespace = Optional.of(cluster.place().namespace());
            Publication publication =
                    Publication.of(application.at(application.registry(), namespace));
            PublicationReport.refuse(publication, terminal);
            terminal.say("to %s at %s".formatted(cluster.place(), cluster.place().server()));
            var run = new DeployRun(terminal, cluster, publication, force);
            return dryRun == DryRun.SERVER ? run.rehearse(prune) : run.perform(prune, timeout);
        } catch (ClusterProblem problem) {
            throw ClusterOptions.failure(problem);
        }
    }
}
