package dev.probity.conformance;

import dev.probity.conformance.CaseFile.Case;
import dev.probity.conformance.CaseFile.UnreadableCases;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs case files and tells which of their cases this program fails.
public final class ConformanceRunner {

    private final Map<String, Layer> layers;

    /// Knows every layer.
    public ConformanceRunner() {
        this(Layers.all());
    }

    /// @param layers by the name that cases use
    ConformanceRunner(Map<String, Layer> layers) {
        this.layers = Map.copyOf(layers);
    }

    /// Prints one line per failing case and ends with `N passed, N failed`.
    ///
    /// @return the exit code: 0 when all passed, 1 when one failed, 2 when a file is not readable
    public int run(List<Path> files, PrintStream out) {
        int passed = 0;
        int failed = 0;
        boolean unreadable = false;
        for (Path path : files) {
            try {
                for (Case scenario : CaseFile.read(path).cases()) {
                    List<String> mismatches = mismatches(scenario);
                    if (mismatches.isEmpty()) {
                        passed++;
                    } else {
                        failed++;
                        out.println(scenario + ": " + String.join("; ", mismatches));
                    }
                }
            } catch (UnreadableCases e) {
                out.println(e.getMessage());
                unreadable = true;
            }
        }
        out.println(passed + " passed, " + failed + " failed");
        if (unreadable) {
            return 2;
        }
        return failed == 0 ? 0 : 1;
    }

    List<String> mismatches(Case scenario) {
        Layer layer = layers.get(scenario.layer());
        if (layer == null) {
            return List.of(
                    "layer "
                            + scenario.layer()
                            + " is unknown; known are "
                            + layers.keySet().stream().sorted().toList());
        }
        try {
            return layer.mismatches(scenario.scenario());
        } catch (RuntimeException e) {
            // One broken case must not hide the rest; which one it was, and why, is in its line.
            return List.of("could not be run: " + e);
        }
    }
}
