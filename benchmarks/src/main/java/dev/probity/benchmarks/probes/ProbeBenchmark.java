package dev.probity.benchmarks.probes;

import dev.probity.probes.ExecRunner;
import dev.probity.probes.NetworkProber;
import dev.probity.probes.wire.Transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// `ProbeBenchmark prober|engine TARGETS PORT`, then one word per line on the standard input:
/// `start`, `report` (answered by a line of JSON), `collect` (garbage). It ends with the input.
public final class ProbeBenchmark {

    private ProbeBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Targets targets =
                new Targets(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Lateness lateness = new Lateness();
        ExecRunner nobody =
                (incarnation, command, limit, outputLimit, ended) -> {
                    throw new IllegalStateException("no commands here");
                };
        NetworkProber prober = NetworkProber.start(Transport.best(), 1, nobody);
        try (Load load = load(arguments[0], prober, targets, lateness);
                BufferedReader input =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String word = input.readLine(); word != null; word = input.readLine()) {
                obey(word, load, lateness);
            }
        }
    }

    private static Load load(
            String mode, NetworkProber prober, Targets targets, Lateness lateness) {
        return switch (mode) {
            case "prober" -> new ScheduledLoad(prober, targets, lateness);
            case "engine" -> new EngineLoad(prober, targets, lateness);
            default -> throw new IllegalArgumentException(mode + " is neither prober nor engine");
        };
    }

    private static void obey(String word, Load load, Lateness lateness) {
        switch (word) {
            case "start" -> load.start();
            case "collect" -> System.gc();
            case "report" -> System.out.println(lateness.report());
            default -> throw new IllegalArgumentException(word + " is no word of this program");
        }
    }
}
