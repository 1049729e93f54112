package dev.probity.dialects.tye.rules;

import dev.probity.dialects.tye.file.Quoted;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeFile;
import dev.probity.dialects.tye.file.TyeIngress;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an ingress must be to the services of its file.
final class IngressChecks {
    private static final Set<String> PROTOCOLS = Set.of("http", "https");

    private final List<String> services;
    private final Diagnostics diagnostics;

    IngressChecks(TyeFile file, Diagnostics diagnostics) {
        this.services = file.services().stream().map(TyeService::called).toList();
        this.diagnostics = diagnostics;
    }

    void check(TyeIngress ingress) {
        if (ingress.called().isBlank()) {
            Origin place = ingress.name().map(Located::origin).orElse(ingress.origin());
            diagnostics.error(
                    SpecCode.MISSING_KEY,
                    place,
                    "Ingress '' validation failed. The Name field is required.",
                    "add \"name\" to the ingress");
        }
        BindingChecks.ofIngress(ingress, diagnostics);
        ingress.bindings().stream()
                .flatMap(binding -> binding.protocol().stream())
                .filter(protocol -> !PROTOCOLS.contains(protocol.value()))
                .forEach(protocol ->
                        diagnostics.error(
                                TyeCode.INGRESS,
                                protocol.origin(),
                                "Ingress bindings must be http or https. It is "
                                        + Quoted.of(protocol.value())));
        ingress.rules().forEach(rule -> rule(ingress, rule));
    }

    private void rule(TyeIngress ingress, TyeIngress.Rule rule) {
        Optional<Located<String>> service = rule.service().filter(name -> !name.value().isBlank());
        if (service.isEmpty()) {
            diagnostics.error(
                    SpecCode.MISSING_KEY,
                    rule.service().map(Located::origin).orElse(rule.origin()),
                    "Rule '%s' of ingress '%s' validation failed. The Service field is required."
                            .formatted(
                                    rule.path().map(Located::value).orElse(""), ingress.called()),
                    "add \"service\", the name of a service of this file");
        } else if (!services.contains(service.get().value())) {
            diagnostics.report(
                    Severity.ERROR,
                    TyeCode.INGRESS,
                    service.get().origin(),
                    "Ingress rules references a service that does not exist. It is "
                            + Quoted.of(service.get().value()),
                    Spelling.hint(service.get().value(), services).or(this::choices));
        }
    }

    private Optional<String> choices() {
        return Optional.of(
                services.isEmpty()
                        ? "the file has no services"
                        : "the services are " + String.join(", ", services));
    }
}
