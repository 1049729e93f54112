package dev.probity.dialects.tye.rules;

import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeFile;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;

import java.util.List;
import java.util.Optional;

/// Tye's `Validate`: what the values of one file must be to each other.
public final class FileChecks {
    private static final List<String> EXTENSIONS = List.of("dapr", "elastic", "seq", "zipkin");

    private final TyeFile file;
    private final Diagnostics diagnostics;

    public FileChecks(TyeFile file, Diagnostics diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
    }

    public void check() {
        file.extensions().forEach(this::extension);
        file.options().registry().ifPresent(this::registry);
        file.services().forEach(service -> new ServiceChecks(service, diagnostics).check());
        uniqueNames();
        IngressChecks ingresses = new IngressChecks(file, diagnostics);
        file.ingresses().forEach(ingresses::check);
    }

    private void extension(TyeFile.Extension extension) {
        Optional<String> name =
                extension.name().map(Located::value).filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            diagnostics.error(
                    SpecCode.MISSING_KEY,
                    extension.origin(),
                    "Configuration validation failed. Extensions must provide a name.",
                    "add \"name\", one of " + String.join(", ", EXTENSIONS));
        } else if (EXTENSIONS.contains(name.get())) {
            diagnostics.warning(
                    TyeCode.EXTENSION,
                    extension.origin(),
                    "the extension \"" + name.get() + "\" is not run: services get nothing from it",
                    "add what it starts as a service of its own");
        } else {
            diagnostics.report(
                    Severity.WARNING,
                    TyeCode.EXTENSION,
                    extension.origin(),
                    "Could not find the extension '" + name.get() + "'.",
                    Spelling.hint(name.get(), EXTENSIONS));
        }
    }

    private void registry(TyeFile.Registry registry) {
        if (registry.name().filter(name -> !name.value().isBlank()).isEmpty()) {
            diagnostics.error(
                    SpecCode.MISSING_KEY,
                    registry.origin(),
                    "Registry validation failed. The Hostname field is required.",
                    "add \"name\", such as example.azurecr.io");
        }
    }

    private void uniqueNames() {
        List<Located<String>> names =
                file.services().stream().flatMap(service -> service.name().stream()).toList();
        for (int index = 0; index < names.size(); index++) {
            Located<String> name = names.get(index);
            names.subList(0, index).stream()
                    .filter(earlier -> earlier.value().equals(name.value()))
                    .findFirst()
                    .ifPresent(earlier ->
                            diagnostics.error(
                                    TyeCode.NOT_UNIQUE,
                                    name.origin(),
                                    "Services must have unique names. \"%s\" is the name of the service at %s too"
                                            .formatted(name.value(), earlier.origin()),
                                    "names are compared in small letters"));
        }
    }
}
