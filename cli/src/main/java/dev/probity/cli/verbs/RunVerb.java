package dev.probity.cli.verbs;

import dev.probity.cli.find.FileReader;
import dev.probity.cli.find.Reports;
import dev.probity.cli.find.SpecFiles;
import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.wiring.DetachedRun;
import dev.probity.cli.wiring.ForegroundRun;
import dev.probity.cli.wiring.RunRequest;
import dev.probity.control.client.ControlClient;
import dev.probity.control.web.WebSettings;
import dev.probity.launch.container.EngineGreeting;
import dev.probity.runtime.StateDirectory;
import dev.probity.runtime.WarmUp;
import dev.probity.spec.Application;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

@Command(
        name = "run",
        description =
                "Runs an application on this machine and prints a line for each change of state.",
        footer = {
            "",
            "Ctrl-C or SIGTERM stops everything in good order; a second one hurries. It ends by"
                    + " itself when every service has completed.",
            "",
            "Example:  probity run samples/web-api",
            "          probity run -d --only web && probity logs -f web",
            "          probity run --exit-code-from tests"
        })
final class RunVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description =
                    "A file, or the folder that holds probity.yaml, tye.yaml or compose.yaml"
                            + " (default: this folder).")
    private @Nullable Path file;

    @Option(
            names = {"-d", "--detach"},
            description = "Runs in the background; returns when all is ready, or says why not.")
    private boolean detach;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationOption.class,
            description =
                    "With -d: how long to wait until all is ready; it runs on after that"
                            + " (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(1);

    @Option(
            names = "--only",
            paramLabel = "SERVICE",
            split = ",",
            description = "Only these services, and what they depend on.")
    private List<String> only = List.of();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            split = ",",
            description = "Only services with one of these tags, and what they depend on.")
    private List<String> tags = List.of();

    @Option(
            names = "--random-phases",
            description =
                    "Probes begin at random points of their period, so that those of many replicas"
                            + " do not all come at once.")
    private boolean randomPhases;

    @Option(names = "--watch", description = "Applies the file whenever it has changed.")
    private boolean watch;

    @Option(
            names = "--exit-code-from",
            paramLabel = "SERVICE",
            description = "Stops everything when this service ends, and exits with its code.")
    private @Nullable String exitCodeFrom;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description =
                    "Shows Prometheus metrics at http://127.0.0.1:PORT/metrics; 0 for any free"
                            + " port.")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--secret",
            paramLabel = "NAME=VALUE",
            description =
                    "A secret that the file names. Others on this machine can see it while this"
                            + " runs; a line in an --env-file they cannot.")
    private Map<String, String> secrets = Map.of();

    @Mixin private DashboardOptions dashboard = new DashboardOptions();
    @Mixin private ReadingOptions reading = new ReadingOptions();

    RunVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What the parser makes of a command line without any option.
    RunVerb(Terminal terminal, Path file) {
        this.terminal = terminal;
        this.file = file;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (metricsPort != null && (metricsPort < 0 || metricsPort > 65_535)) {
            throw Failure.usage("--metrics-port " + metricsPort + " is no port; 0 to 65535 are");
        }
        Optional<WebSettings> web = dashboard.settings(terminal.directory());
        Path path = SpecFiles.find(Optional.ofNullable(file), terminal.directory());
        if (detach) {
            return detach(path, read(path));
        }
        try (EngineGreeting greeting = WarmUp.begin(path, terminal.environment())) {
            return attached(path, web, greeting);
        }
    }

    private Application read(Path path) throws IOException {
        return Reports.need(path, reader(), terminal).application();
    }

    private FileReader reader() {
        return reading.reader(terminal).running(secrets);
    }

    private int attached(Path path, Optional<WebSettings> web, EngineGreeting greeting)
            throws IOException, InterruptedException {
        Application application = read(path);
        RunRequest request =
                new RunRequest(
                        path,
                        reader(),
                        only,
                        tags,
                        randomPhases,
                        watch,
                        Optional.ofNullable(exitCodeFrom),
                        metricsPort == null ? OptionalInt.empty() : OptionalInt.of(metricsPort),
                        web,
                        greeting);
        return new ForegroundRun(request, terminal).run(application);
    }

    private int detach(Path path, Application application)
            throws IOException, InterruptedException {
        Path base = StateDirectory.base(terminal.environment());
        StateDirectory state = StateDirectory.of(base, application.name(), application.directory());
        DetachedRun.Started run = new DetachedRun(terminal).start(arguments(path), state);
        String stop = "`probity down --app " + application.name() + "` stops it";
        try {
            new Waiting(new ControlClient(state.socket()), Condition.READY, List.of()).run(timeout);
        } catch (Failure e) {
            throw Failure.as(e.exitCode(), e.text() + "\nit runs on; " + stop);
        } catch (IOException e) {
            return ended(run, e);
        }
        terminal.say("all ready; " + stop);
        return ExitCode.OK;
    }

    /// Jobs may be done before anybody has seen them ready.
    private int ended(DetachedRun.Started run, IOException e)
            throws IOException, InterruptedException {
        int code = run.exitCode().orElseThrow(() -> e);
        if (code != ExitCode.OK) {
            throw Failure.as(code, "it has ended:\n" + run.output());
        }
        terminal.say("it has ended already, and well");
        return ExitCode.OK;
    }

    /// The same again, for the foreground.
    private List<String> arguments(Path path) {
        List<String> arguments = new ArrayList<>(List.of("run", path.toString()));
        arguments.addAll(reading.arguments());
        secrets.forEach((name, value) -> arguments.addAll(List.of("--secret", name + "=" + value)));
        only.forEach(service -> arguments.addAll(List.of("--only", service)));
        tags.forEach(tag -> arguments.addAll(List.of("--tag", tag)));
        if (randomPhases) {
            arguments.add("--random-phases");
        }
        if (watch) {
            arguments.add("--watch");
        }
        if (exitCodeFrom != null) {
            arguments.addAll(List.of("--exit-code-from", exitCodeFrom));
        }
        if (metricsPort != null) {
            arguments.addAll(List.of("--metrics-port", metricsPort.toString()));
        }
        arguments.addAll(dashboard.arguments(terminal.directory()));
        return arguments;
    }
}
