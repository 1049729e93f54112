package dev.probity.cli.verbs;

import dev.probity.cli.find.FileReader;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.reading.EnvironmentFile;
import dev.probity.spec.reading.Surroundings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a file is to be understood: on every verb that reads one.
final class ReadingOptions {
    @Option(
            names = "--from",
            paramLabel = "DIALECT",
            description =
                    "The file's language, such as tye, kubernetes, compose or gradient"
                            + " (default: told by its name and content).")
    private @Nullable String from;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A value for $${NAME} in the file, or for what it leaves open, such as"
                            + " image=nginx.")
    private Map<String, String> set = Map.of();

    @Option(
            names = "--env-file",
            paramLabel = "PATH",
            description =
                    "A file of NAME=VALUE lines, as for --set; they may be secrets that the file"
                            + " names, too.")
    private List<Path> files = List.of();

    /// What is set on the command line wins, then files, then the environment.
    FileReader reader(Terminal terminal) {
        Map<String, String> environment = new HashMap<>(terminal.environment());
        files.forEach(file -> environment.putAll(variables(file, terminal)));
        environment.putAll(set);
        return new FileReader(terminal.directory(), environment, dialect(), Optional.empty());
    }

    /// The same again, on another command line.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (from != null) {
            arguments.addAll(List.of("--from", from));
        }
        set.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        files.forEach(file -> arguments.addAll(List.of("--env-file", file.toString())));
        return arguments;
    }

    private Optional<Dialect> dialect() {
        return Optional.ofNullable(from).map(ReadingOptions::named);
    }

    static Dialect named(String name) {
        List<String> names = Dialects.all().stream().map(Dialect::name).toList();
        return Dialects.named(name)
                .orElseThrow(() ->
                        Failure.usage(
                                "there is no dialect \""
                                        + name
                                        + "\"; "
                                        + Spelling.hint(name, names)
                                                .orElse("there are " + String.join(", ", names))));
    }

    private static Map<String, String> variables(Path file, Terminal terminal) {
        Diagnostics diagnostics = new Diagnostics();
        List<Located<EnvironmentVariable>> lines =
                EnvironmentFile.read(
                        new Located<>(file.toString(), new Origin.Outside("--env-file")),
                        terminal.directory(),
                        Surroundings.with(terminal.environment()),
                        diagnostics);
        if (diagnostics.hasErrors()) {
            List<String> problems = diagnostics.all().stream().map(Diagnostic::toString).toList();
            throw Failure.usage(String.join("\n", problems));
        }
        Map<String, String> variables = new HashMap<>();
        lines.forEach(line -> variables.put(line.value().name(), line.value().value()));
        return variables;
    }
}
