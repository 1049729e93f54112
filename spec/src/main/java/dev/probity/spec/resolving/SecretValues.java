package dev.probity.spec.resolving;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Origin;
import dev.probity.spec.Resolved;
import dev.probity.spec.SecretReference;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Puts values in the place of {@link SecretReference}s, before an application is run.
public final class SecretValues {
    private final Resolved resolved;
    private final Function<String, Optional<String>> given;
    private final Diagnostics diagnostics;

    private SecretValues(
            Resolved resolved, Function<String, Optional<String>> given, Diagnostics diagnostics) {
        this.resolved = resolved;
        this.given = given;
        this.diagnostics = diagnostics;
    }

    /// @param given by the secret's name, or by the name of the variable that wants it
    /// @param diagnostics gets an error for each secret that nobody gives
    public static Application fill(
            Resolved resolved, Function<String, Optional<String>> given, Diagnostics diagnostics) {
        SecretValues values = new SecretValues(resolved, given, diagnostics);
        Application application = resolved.application();
        return application.withServices(
                application.services().stream().map(values::service).toList());
    }

    private Service service(Service service) {
        return service.withContainers(
                service.containers().stream()
                        .map(container -> container(service.name(), container))
                        .toList());
    }

    private Container container(String service, Container container) {
        List<EnvironmentVariable> filled = new ArrayList<>();
        for (EnvironmentVariable variable : container.environment()) {
            Optional<SecretReference> secret = SecretReference.of(variable.value());
            filled.add(
                    secret.isEmpty()
                            ? variable
                            : new EnvironmentVariable(
                                    variable.name(), value(service, variable, secret.get())));
        }
        return container.withEnvironment(filled);
    }

    private String value(String service, EnvironmentVariable variable, SecretReference secret) {
        return given.apply(secret.name())
                .or(() -> given.apply(variable.name()))
                .orElseGet(() -> {
                    String path = "services." + service + ".env." + variable.name();
                    diagnostics.error(
                            SpecCode.SECRET_NOT_GIVEN,
                            resolved.origins().getOrDefault(path, new Origin.Outside(path)),
                            variable.name()
                                    + " is the secret "
                                    + secret.name()
                                    + ", which nobody gives",
                            "--secret " + secret.name() + "=VALUE, or set " + variable.name());
                    return "";
                });
    }
}
