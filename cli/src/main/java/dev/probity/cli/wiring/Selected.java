package dev.probity.cli.wiring;

import dev.probity.cli.terminal.Failure;
import dev.probity.spec.Application;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Spelling;

import java.util.ArrayList;
import java.util.List;

/// The services that the command line chose by name or tag.
final class Selected {
    private Selected() {}

    /// @return empty for all
    /// @throws Failure of usage when a name or tag is unknown
    static List<String> of(Application application, List<String> names, List<String> tags) {
        List<String> known = application.services().stream().map(Service::name).toList();
        List<String> chosen = new ArrayList<>();
        for (String name : names) {
            check("service", name, known);
            chosen.add(name);
        }
        List<String> knownTags =
                application.services().stream()
                        .flatMap(service -> service.tags().stream())
                        .distinct()
                        .toList();
        for (String tag : tags) {
            check("tag", tag, knownTags);
            application.services().stream()
                    .filter(service -> service.tags().contains(tag))
                    .map(Service::name)
                    .forEach(chosen::add);
        }
        return chosen.stream().distinct().toList();
    }

    static void check(String what, String name, List<String> known) {
        if (!known.contains(name)) {
            String hint =
                    Spelling.hint(name, known)
                            .orElse(
                                    known.isEmpty()
                                            ? "there are none"
                                            : "there are " + String.join(", ", known));
            throw Failure.usage("there is no " + what + " \"" + name + "\"; " + hint);
        }
    }
}
