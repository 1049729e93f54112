package dev.probity.dialects.tye;

import dev.probity.dialects.tye.file.TyeBinding;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.dialects.tye.file.TyeVariable;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The environment of a service: for a process, what Tye tells every process, then the file's, then
/// where to listen.
final class EnvironmentTranslation {

    /// Told when a replica is launched: discovery, and the incarnation's name.
    private static final Pattern AT_LAUNCH =
            Pattern.compile(
                    "APP_INSTANCE|PROBITY_.*|SERVICE__.*|CONNECTIONSTRINGS__.*"
                            + "|.*_SERVICE_(PROTOCOL|PORT|HOST|ENDPOINT)");

    private final List<Located<EnvironmentVariable>> variables = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();

    private EnvironmentTranslation() {}

    static EnvironmentTranslation of(
            TyeService service, boolean process, List<BoundPort> ports, Diagnostics diagnostics) {
        EnvironmentTranslation environment = new EnvironmentTranslation();
        if (process) {
            environment.add("DOTNET_ENVIRONMENT", "Development", TyeTranslation.TYE);
            environment.add("ASPNETCORE_ENVIRONMENT", "Development", TyeTranslation.TYE);
            environment.add("DOTNET_LOGGING__CONSOLE__DISABLECOLORS", "true", TyeTranslation.TYE);
            environment.add(
                    "ASPNETCORE_LOGGING__CONSOLE__DISABLECOLORS", "true", TyeTranslation.TYE);
        }
        service.variables().forEach(variable -> environment.add(variable, diagnostics));
        if (process && !ports.isEmpty()) {
            environment.listening(ports);
        }
        return environment;
    }

    List<Located<EnvironmentVariable>> variables() {
        return variables;
    }

    /// What `%NAME%` in the service's command stands for.
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name))
                .or(() ->
                        AT_LAUNCH.matcher(name).matches()
                                ? Optional.of("{env:" + name + "}")
                                : Optional.empty());
    }

    private void add(String name, String value, Origin origin) {
        variables.add(new Located<>(new EnvironmentVariable(name, value), origin));
        values.put(name, value);
    }

    private void add(TyeVariable variable, Diagnostics diagnostics) {
        if (variable.from() == TyeVariable.From.NOWHERE) {
            diagnostics.warning(
                    TyeCode.UNSET_VARIABLE,
                    variable.origin(),
                    "\"" + variable.name() + "\" has no value here and none in the environment",
                    "it is empty; write \"" + variable.name() + "=value\" or set it");
        }
        add(variable.name(), variable.value(), variable.origin());
    }

    /// As Tye writes it: these win over the file.
    private void listening(List<BoundPort> ports) {
        String urls =
                ports.stream()
                        .filter(port -> isWeb(port.tye()))
                        .map(EnvironmentTranslation::url)
                        .collect(Collectors.joining(";"));
        if (!urls.isEmpty()) {
            add("ASPNETCORE_URLS", urls, TyeTranslation.TYE);
        }
        ports.stream()
                .map(BoundPort::tye)
                .filter(binding -> binding.speaks("https"))
                .flatMap(binding -> binding.port().stream())
                .findFirst()
                .ifPresent(port -> add("HTTPS_PORT", port.value().toString(), TyeTranslation.TYE));
        String own =
                ports.size() == 1
                        ? "{port}"
                        : ports.stream()
                                .map(BoundPort::placeholder)
                                .collect(Collectors.joining(";"));
        add("PORT", own, TyeTranslation.TYE);
    }

    private static boolean isWeb(TyeBinding binding) {
        return binding.protocol().isEmpty() || binding.speaks("http") || binding.speaks("https");
    }

    private static String url(BoundPort port) {
        return port.tye().protocol().map(Located::value).orElse("http")
                + "://"
                + port.tye().host().map(Located::value).orElse("localhost")
                + ":"
                + port.placeholder();
    }
}
