package dev.probity.cli.find;

import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.api.SpecReader.Reading;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Resolved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads a file for a verb that needs it whole, and tells what is wrong with it.
public final class Reports {
    private Reports() {}

    /// @throws Failure of usage when the file cannot be acted on; all of its problems have been
    ///   told
    public static Resolved need(Path file, FileReader reader, Terminal terminal)
            throws IOException {
        Reading reading = reader.read(file);
        return switch (reading) {
            case Reading.Good(Resolved resolved) -> {
                tell(resolved.diagnostics(), terminal);
                yield resolved;
            }
            case Reading.Bad(List<Diagnostic> diagnostics) -> {
                tell(diagnostics, terminal);
                throw Failure.usage(file + " cannot be acted on: " + count(diagnostics));
            }
        };
    }

    private static void tell(List<Diagnostic> diagnostics, Terminal terminal) {
        diagnostics.forEach(diagnostic -> terminal.err().println(diagnostic));
    }

    public static String count(List<Diagnostic> diagnostics) {
        long errors =
                diagnostics.stream()
                        .filter(found -> found.severity() == Diagnostic.Severity.ERROR)
                        .count();
        return errors + (errors == 1 ? " error" : " errors");
    }
}
