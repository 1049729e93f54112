package dev.probity.dialects.tye;

import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.SecretReference;
import dev.probity.spec.Service;
import dev.probity.spec.ServiceReference;
import dev.probity.spec.ServiceReference.Part;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Writes `env`, without what Tye adds by itself.
record TyeEnvironment(Application application, Losses losses) {
    /// A program gets these values from Tye, whatever its file says.
    private static final Pattern ADDED =
            Pattern.compile(
                    "(?:DOTNET_ENVIRONMENT|ASPNETCORE_ENVIRONMENT)=Development"
                            + "|(?:DOTNET|ASPNETCORE)_LOGGING__CONSOLE__DISABLECOLORS=true"
                            + "|(?:PORT|ASPNETCORE_URLS)=.*\\{port.*|HTTPS_PORT=[0-9]+");

    List<Branch> write(String path, Service service) {
        boolean process = service.main().workload() instanceof Workload.Command;
        List<Branch> variables = new ArrayList<>();
        for (EnvironmentVariable variable : service.main().environment()) {
            String line = variable.name() + "=" + variable.value();
            if (!process || !ADDED.matcher(line).matches()) {
                variables.add(variable(path + ".env." + variable.name(), variable));
            }
        }
        return variables;
    }

    private Branch variable(String field, EnvironmentVariable variable) {
        Branch branch = new Branch().leaf("name", variable.name());
        Optional<SecretReference> secret = SecretReference.of(variable.value());
        if (secret.isPresent()) {
            losses.warning(
                    field,
                    "Tye knows no secrets",
                    "it is taken from the environment that Tye is started in: set "
                            + variable.name());
            return branch;
        }
        String value = ServiceReference.replaced(variable.value(), this::place);
        if (!value.equals(variable.value())) {
            losses.note(
                    field,
                    "Tye tells services of each other in variables of its own",
                    "the address is written as it is on one machine");
        }
        return branch.leaf("value", value);
    }

    private String place(ServiceReference reference) {
        if (reference.part() == Part.HOST) {
            return "localhost";
        }
        return application
                .service(reference.service())
                .flatMap(reference::in)
                .map(binding -> Integer.toString(binding.port().orElse(0)))
                .orElse("0");
    }
}
