package dev.probity.spec.reading;

import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.text.Source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files of `NAME=value` lines. Nothing in them is replaced; quotes around a value are taken off.
public final class EnvironmentFile {

    private EnvironmentFile() {}

    /// @param path as written, relative to the directory
    public static List<Located<EnvironmentVariable>> read(
            Located<String> path,
            Path directory,
            Surroundings surroundings,
            Diagnostics diagnostics) {
        try {
            byte[] bytes = surroundings.read(directory.resolve(path.value()));
            return Source.decode(path.value(), bytes, diagnostics)
                    .map(source -> variables(source, diagnostics))
                    .orElse(List.of());
        } catch (IOException | InvalidPathException unreadable) {
            diagnostics.error(
                    SpecCode.UNREADABLE,
                    path.origin(),
                    "the file " + path.value() + " cannot be read: " + reason(unreadable));
            return List.of();
        }
    }

    private static String reason(Exception unreadable) {
        return switch (unreadable) {
            case NoSuchFileException _ -> "there is none";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(unreadable.getMessage());
        };
    }

    private static List<Located<EnvironmentVariable>> variables(
            Source source, Diagnostics diagnostics) {
        List<Located<EnvironmentVariable>> variables = new ArrayList<>();
        int number = 0;
        for (String line : source.text().lines().toList()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                variable(text, new Origin.Position(source.name(), number, 1), diagnostics)
                        .ifPresent(variables::add);
            }
        }
        return variables;
    }

    private static Optional<Located<EnvironmentVariable>> variable(
            String line, Origin.Position position, Diagnostics diagnostics) {
        String assignment = line.startsWith("export ") ? line.substring(7).strip() : line;
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            // The line may be a misplaced secret: it is not repeated.
            diagnostics.error(
                    SpecCode.ENV_FILE, position, "this line is not NAME=value, nor a comment");
            return Optional.empty();
        }
        String name = assignment.substring(0, equals).strip();
        String value = unquoted(assignment.substring(equals + 1).strip());
        return Optional.of(new Located<>(new EnvironmentVariable(name, value), position));
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
