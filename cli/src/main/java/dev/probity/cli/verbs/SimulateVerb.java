package dev.probity.cli.verbs;

import dev.probity.cli.find.Reports;
import dev.probity.cli.simulated.SimulationReport;
import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.world.BehaviourException;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "simulate",
        description =
                "Shows what `run` would do with an application whose replicas behave as told, at"
                        + " once and without starting anything: the same engine, a scripted world"
                        + " and a clock that jumps.",
        footer = {
            "",
            "A BEHAVIOUR is a standard one (steady, slow-start, warm-up, pause, slow-answers,"
                    + " hang, stubborn-hang, crash, crash-loop, dependency-outage, never-up), or"
                    + " clauses: \"loads in 49s, stalls 2s at 120s, answers in 0.9s ± 0.2s\"."
                    + " docs/reference/simulator.md has all of them, and what is not modelled.",
            "",
            "Example:  probity simulate samples/web-api --behaviour \"loads in 49s\"",
            "          probity simulate --behaviour \"web: hangs at 60s\" --svg hang.svg",
            "          probity simulate --behaviour slow-start --seeds 1000"
        })
final class SimulateVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Option(
            names = {"-b", "--behaviour"},
            paramLabel = "[WHO:]BEHAVIOUR",
            description =
                    "What replicas do; WHO is a service or a replica such as web-2. May be"
                            + " repeated (default: steady).")
    private List<String> behaviours = List.of();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "5m",
            converter = DurationOption.class,
            description = "How long to simulate, such as 90s or 1d (default: ${DEFAULT-VALUE}).")
    private Duration span = Duration.ofMinutes(5);

    @Option(
            names = "--requests",
            paramLabel = "RATE",
            defaultValue = "10",
            description =
                    "Requests in a second to each service with a binding (default:"
                            + " ${DEFAULT-VALUE}).")
    private double requests;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "For names and luck; the same seed, the same story (default: 1).")
    private long seed;

    @Option(
            names = "--random-phases",
            description =
                    "Probes begin at random points of their period, as after a kubelet's"
                            + " restart; without it as `run` has it.")
    private boolean randomPhases;

    @Option(
            names = "--seeds",
            paramLabel = "COUNT",
            description =
                    "Simulates this many times with random phases, and prints how the results"
                            + " are distributed.")
    private int seeds;

    @Option(
            names = "--svg",
            paramLabel = "PATH",
            description = "Also draws the timeline into this file.")
    private @Nullable Path svg;

    @Mixin private OutputOption output = new OutputOption();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    SimulateVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path path = file.find(terminal);
        Application application =
                Reports.need(path, reading.reader(terminal), terminal).application();
        Scenario scenario = scenario(application);
        SimulationReport report = new SimulationReport(terminal, output.format());
        if (seeds > 0) {
            report.distributions(scenario, seeds);
        } else {
            report.story(scenario, Optional.ofNullable(svg).map(terminal.directory()::resolve));
        }
        return ExitCode.OK;
    }

    private Scenario scenario(Application application) {
        if (seeds < 0) {
            throw Failure.usage("--seeds is " + seeds + "; the least it can be is 1");
        }
        if (span.isZero()) {
            throw Failure.usage("--for is 0; it must be longer");
        }
        try {
            return new Scenario(
                    application,
                    Cast.of(behaviours, application),
                    span,
                    new Scenario.Dials(seed, randomPhases, requests),
                    List.of());
        } catch (BehaviourException e) {
            throw Failure.usage(e.text());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }
}
