package dev.probity.spec.resolving;

import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.Port;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.kubernetes.ProbeRules;
import dev.probity.spec.resolving.ContainerResolver.Shared;
import dev.probity.spec.written.WrittenContainer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks every mention of a port of one container against the ports that it declares.
final class PortReferences {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{port(?::([^{}]*))?}");

    private final String path;
    private final List<Port> ports;
    private final Workload workload;
    private final Shared shared;
    private final Diagnostics diagnostics;
    private final boolean portsMayBeUnread;

    PortReferences(
            String path,
            List<Port> ports,
            Workload workload,
            Shared shared,
            Diagnostics diagnostics) {
        this.path = path;
        this.ports = ports;
        this.workload = workload;
        this.shared = shared;
        this.diagnostics = diagnostics;
        // After an error of reading, "there is no such port" would often be its echo.
        this.portsMayBeUnread = ports.isEmpty() && diagnostics.hasErrors();
    }

    /// `{port}` and `{port:NAME}` in the command and in the environment.
    void checkPlaceholders(WrittenContainer written) {
        for (String word : words()) {
            checkPlaceholders(word, written.workload().origin());
        }
        for (Located<EnvironmentVariable> variable : written.environment()) {
            checkPlaceholders(variable.value().value(), variable.origin());
        }
    }

    private List<String> words() {
        return switch (workload) {
            case Workload.Command(List<String> command) -> command;
            case Workload.Image image ->
                    Stream.concat(image.command().stream(), image.arguments().stream()).toList();
            case Workload.Unrunnable _ -> List.of();
        };
    }

    /// A port that a probe or a hook asks of the replica itself.
    void check(String field, PortRef port, Origin origin) {
        if (portsMayBeUnread) {
            return;
        }
        switch (port) {
            case PortRef.Named(String name) -> checkName(field, name, origin);
            case PortRef.Numbered(int number) -> checkNumber(field, number, origin);
        }
    }

    private void checkPlaceholders(String text, Origin origin) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find() && !portsMayBeUnread) {
            String name = placeholder.group(1);
            if (name != null) {
                checkDeclared(placeholder.group(), name, origin);
            } else if (ports.isEmpty()) {
                diagnostics.error(
                        SpecCode.UNKNOWN_PORT,
                        origin,
                        "{port} is used and " + path + " declares no port",
                        "declare one, such as \"ports: [8080]\"");
            }
        }
    }

    private void checkDeclared(String mention, String name, Origin origin) {
        boolean declared =
                ports.stream()
                        .anyMatch(port ->
                                port.name().equals(name)
                                        || (port.number().isPresent()
                                                && name.equals("" + port.number().getAsInt())));
        if (!declared && !isOfAnother(name)) {
            reportUnknown(mention + " is used", name, origin);
        }
    }

    /// Programs of this machine find each other on it; a container has an address of its own.
    private boolean isOfAnother(String name) {
        return workload instanceof Workload.Command && shared.ports().contains(name);
    }

    private void checkName(String field, String name, Origin origin) {
        boolean wellFormed = ProbeRules.portNameProblems(name).isEmpty();
        if (wellFormed && ports.stream().noneMatch(port -> port.name().equals(name))) {
            reportUnknown(field + " is \"" + name + "\"", name, origin);
        }
    }

    private void reportUnknown(String mention, String name, Origin origin) {
        List<String> names = ports.stream().map(Port::name).toList();
        diagnostics.report(
                Severity.ERROR,
                SpecCode.UNKNOWN_PORT,
                origin,
                mention + " and " + path + " declares no such port",
                Spelling.hint(name, names)
                        .or(() ->
                                names.isEmpty()
                                        ? Optional.of("declare it under \"ports\"")
                                        : Optional.of("it declares " + String.join(", ", names))));
    }

    /// Containers have an address each, so that a literal port of theirs is no conflict.
    private void checkNumber(String field, int number, Origin origin) {
        boolean declared =
                ports.stream().anyMatch(port -> port.number().equals(OptionalInt.of(number)));
        if (!declared && shared.replicas() > 1 && workload instanceof Workload.Command) {
            diagnostics.error(
                    SpecCode.LITERAL_PORT,
                    origin,
                    field
                            + " is "
                            + number
                            + ", a port that is not declared: "
                            + shared.replicas()
                            + " replicas cannot share it",
                    "declare it with \"ports: ["
                            + number
                            + "]\" and let the program listen on {port}");
        }
    }
}
