package dev.probity.spec.resolving;

import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenService;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds containers that look for another one of their replica at localhost. In a Pod they find it
/// there; on one machine each container has a network of its own.
final class NeighbourCheck {
    private static final Pattern LOCAL =
            Pattern.compile("(?<![\\w.-])(?:localhost|127\\.0\\.0\\.1|\\[::1]):(\\d{1,5})(?!\\d)");

    private final Diagnostics diagnostics;

    NeighbourCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void run(WrittenApplication application) {
        for (WrittenService service : application.services()) {
            for (WrittenContainer container : service.containers()) {
                words(container)
                        .forEach(word ->
                                check(service, container, word, container.workload().origin()));
                for (Located<EnvironmentVariable> variable : container.environment()) {
                    check(service, container, variable.value().value(), variable.origin());
                }
            }
        }
    }

    private static Stream<String> words(WrittenContainer container) {
        return switch (container.workload().value()) {
            case Workload.Command(var command) -> command.stream();
            case Workload.Image image ->
                    Stream.concat(image.command().stream(), image.arguments().stream());
            case Workload.Unrunnable _ -> Stream.empty();
        };
    }

    private void check(
            WrittenService service, WrittenContainer container, String text, Origin origin) {
        Matcher mention = LOCAL.matcher(text);
        while (mention.find()) {
            int port = Integer.parseInt(mention.group(1));
            if (!declares(container, port)) {
                service.containers().stream()
                        .filter(other -> !other.equals(container) && declares(other, port))
                        .filter(other -> isImage(container) || isImage(other))
                        .findFirst()
                        .ifPresent(other -> tell(service, other, mention.group(), origin));
            }
        }
    }

    private void tell(WrittenService service, WrittenContainer other, String at, Origin origin) {
        diagnostics.warning(
                SpecCode.NEIGHBOUR,
                origin,
                "%s is not the container \"%s\" here: on one machine the containers of a replica share no network"
                        .formatted(at, other.name().orElse(service.name()).value()),
                "in a cluster they do; programs of this machine find each other by {port:NAME}");
    }

    /// One that ends before the others listen nowhere any more.
    private static boolean declares(WrittenContainer container, int port) {
        return container.kind() != Container.Kind.INIT
                && container.ports().stream()
                        .flatMap(declared -> declared.number().stream())
                        .anyMatch(number -> number.value() == port);
    }

    private static boolean isImage(WrittenContainer container) {
        return container.workload().value() instanceof Workload.Image;
    }
}
