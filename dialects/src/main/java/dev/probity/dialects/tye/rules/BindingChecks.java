package dev.probity.dialects.tye.rules;

import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeIngress;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Bindings of one owner must be told apart by name and by port. A service's free ports differ by
/// themselves; two of an ingress are refused all the same.
final class BindingChecks {
    private record Named(Origin origin, String name, Optional<Located<Integer>> port) {}

    private final String owner;
    private final List<Named> bindings;
    private final Diagnostics diagnostics;

    private BindingChecks(String owner, List<Named> bindings, Diagnostics diagnostics) {
        this.owner = owner;
        this.bindings = bindings;
        this.diagnostics = diagnostics;
    }

    static void ofService(TyeService service, Diagnostics diagnostics) {
        List<Named> bindings =
                service.bindings().stream()
                        .map(binding ->
                                new Named(binding.origin(), text(binding.name()), binding.port()))
                        .toList();
        BindingChecks checks = new BindingChecks("service", bindings, diagnostics);
        checks.names();
        checks.ports(false);
    }

    static void ofIngress(TyeIngress ingress, Diagnostics diagnostics) {
        List<Named> bindings =
                ingress.bindings().stream()
                        .map(binding ->
                                new Named(binding.origin(), text(binding.name()), binding.port()))
                        .toList();
        BindingChecks checks = new BindingChecks("ingress", bindings, diagnostics);
        checks.names();
        checks.ports(true);
    }

    private static String text(Optional<Located<String>> name) {
        return name.map(Located::value).orElse("");
    }

    private void names() {
        for (int index = 0; index < bindings.size(); index++) {
            Named binding = bindings.get(index);
            if (binding.name().isEmpty() && bindings.size() > 1) {
                diagnostics.error(
                        TyeCode.BINDINGS,
                        binding.origin(),
                        "Cannot have multiple %1$s bindings without names. Please specify names for each %1$s binding."
                                .formatted(owner),
                        "add \"name\" to this binding");
            } else if (bindings.subList(0, index).stream()
                    .anyMatch(earlier -> earlier.name().equals(binding.name()))) {
                diagnostics.error(
                        TyeCode.BINDINGS,
                        binding.origin(),
                        "Cannot have multiple %s bindings with the same name. \"%s\" is given twice"
                                .formatted(owner, binding.name()));
            }
        }
    }

    private void ports(boolean freeOnesToo) {
        for (int index = 0; index < bindings.size(); index++) {
            Named binding = bindings.get(index);
            boolean twice =
                    bindings.subList(0, index).stream()
                            .anyMatch(earlier -> Objects.equals(number(earlier), number(binding)));
            if (twice && (binding.port().isPresent() || freeOnesToo)) {
                diagnostics.error(
                        TyeCode.BINDINGS,
                        binding.port().map(Located::origin).orElse(binding.origin()),
                        "Cannot have multiple %s bindings with the same port. ".formatted(owner)
                                + binding.port()
                                        .map(port -> port.value() + " is given twice")
                                        .orElse("Two of them have none"));
            }
        }
    }

    private static Optional<Integer> number(Named binding) {
        return binding.port().map(Located::value);
    }
}
