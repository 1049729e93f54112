package dev.probity.dialects.kubernetes;

import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a manifest says to Probity alone. A cluster keeps it and does nothing.
final class Annotations {
    /// At a Pod or its owner: the containers whose command is a program of this machine.
    static final String PROCESS = "probity.dev/process";

    /// At a Service or an Ingress: where this machine serves its ports.
    static final String PORTS = "probity.dev/ports";

    /// At a ConfigMap: it tells where the services are in a cluster.
    static final String DISCOVERY = "probity.dev/discovery";

    /// What stands for every container, or for any free port.
    static final String ALL = "*";

    static final String ANY = "any";

    private static final Pattern PORT = Pattern.compile("(?:([-a-z0-9]{1,63})=)?(any|[0-9]{1,5})");
    private static final int MAX_PORT = 65535;

    private Annotations() {}

    static Set<String> names(Located<String> annotation) {
        return words(annotation).collect(Collectors.toSet());
    }

    /// By the name or the number of a port; under an empty name for the only one. 0 is any.
    static Map<String, Located<Integer>> ports(
            Optional<Located<String>> annotation, Diagnostics diagnostics) {
        Map<String, Located<Integer>> ports = new LinkedHashMap<>();
        annotation.ifPresent(text ->
                words(text)
                        .forEach(word -> {
                            Matcher parts = PORT.matcher(word);
                            int number = parts.matches() ? number(parts.group(2)) : -1;
                            if (number < 0 || number > MAX_PORT) {
                                diagnostics.error(
                                        KubernetesCode.INVALID,
                                        text.origin(),
                                        "\"%s\" in %s is no port".formatted(word, PORTS),
                                        "write \"8080\", or \"http=8080,metrics=any\"");
                            } else {
                                String name = Optional.ofNullable(parts.group(1)).orElse("");
                                ports.put(name, new Located<>(number, text.origin()));
                            }
                        }));
        return ports;
    }

    private static int number(String word) {
        return word.equals(ANY) ? 0 : Integer.parseInt(word);
    }

    private static Stream<String> words(Located<String> annotation) {
        return Stream.of(annotation.value().split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }
}
