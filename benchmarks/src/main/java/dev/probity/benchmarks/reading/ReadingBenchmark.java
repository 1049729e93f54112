package dev.probity.benchmarks.reading;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads every file of the languages' folders, again and again, each as what its content says that
/// it is.
public final class ReadingBenchmark {
    private static final Surroundings NOWHERE = Surroundings.with(Map.of());

    private ReadingBenchmark() {}

    /// @param arguments how many rounds after the first one, then the folders
    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[0]);
        List<Path> files = files(List.of(arguments).subList(1, arguments.length));
        System.out.printf("%-28s %8s %8s %12s%n", "", "files", "refused", "milliseconds");
        print("first, just started", read(files), files);
        double[] millis = new double[rounds];
        Round last = read(files);
        for (int round = 0; round < rounds; round++) {
            last = read(files);
            millis[round] = last.millis();
        }
        Arrays.sort(millis);
        print("median of " + rounds, new Round(last.refused(), millis[rounds / 2]), files);
    }

    /// @param refused how many files gave no application
    private record Round(int refused, double millis) {}

    private static void print(String name, Round round, List<Path> files) {
        System.out.printf(
                "%-28s %8d %8d %12.1f%n", name, files.size(), round.refused(), round.millis());
    }

    private static List<Path> files(List<String> folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> !file.toString().endsWith(".md")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    private static Round read(List<Path> files) throws IOException {
        long start = System.nanoTime();
        int refused = 0;
        for (Path file : files) {
            refused += isRead(file) ? 0 : 1;
        }
        return new Round(refused, (System.nanoTime() - start) / 1e6);
    }

    private static boolean isRead(Path file) throws IOException {
        String name = file.getFileName().toString();
        Optional<Source> source = Source.decode(name, Files.readAllBytes(file), new Diagnostics());
        if (source.isEmpty()) {
            return false;
        }
        Dialect dialect = Dialects.detect(name, source.get());
        return Dialects.read(dialect, source.get(), Path.of("/app"), NOWHERE)
                .resolved()
                .isPresent();
    }
}
