package dev.probity.cli.verbs;

import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.Failure;
import dev.probity.simulator.lint.Healthy;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/// What a healthy replica may do.
final class HealthyOptions {
    private static final Duration MOST = Duration.ofHours(1);

    @Option(
            names = "--loads-in",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationOption.class,
            description = "How long a healthy start may take (default: ${DEFAULT-VALUE}).")
    private Duration loadsIn = Healthy.USUAL.loadsIn();

    @Option(
            names = "--answers-in",
            paramLabel = "DURATION",
            defaultValue = "0.9s",
            converter = DurationOption.class,
            description = "How long a healthy answer may take (default: ${DEFAULT-VALUE}).")
    private Duration answersIn = Healthy.USUAL.answersIn();

    @Option(
            names = "--pause",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = DurationOption.class,
            description = "How long a healthy replica may pause (default: ${DEFAULT-VALUE}).")
    private Duration pause = Healthy.USUAL.pause();

    @Option(
            names = "--outage",
            paramLabel = "DURATION",
            defaultValue = "1m",
            converter = DurationOption.class,
            description = "How long a dependency may be away (default: ${DEFAULT-VALUE}).")
    private Duration outage = Healthy.USUAL.outage();

    @Option(
            names = "--notice",
            paramLabel = "DURATION",
            defaultValue = "1m",
            converter = DurationOption.class,
            description = "How long a dead replica may take traffic (default: ${DEFAULT-VALUE}).")
    private Duration notice = Healthy.USUAL.notice();

    Healthy read() {
        for (Duration length : List.of(loadsIn, answersIn, pause, outage, notice)) {
            if (length.isZero() || length.compareTo(MOST) > 0) {
                throw Failure.usage("lengths of time here can be 1ms to 1h");
            }
        }
        return new Healthy(loadsIn, answersIn, pause, outage, notice);
    }
}
