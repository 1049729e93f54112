package dev.probity.dialects.kubernetes;

import dev.probity.dialects.kubernetes.BindingTranslation.Place;
import dev.probity.dialects.kubernetes.file.KubeIngress;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenIngress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes an HTTP entry point of an Ingress.
final class IngressTranslation {
    private final BindingTranslation bindings;
    private final Diagnostics diagnostics;

    IngressTranslation(BindingTranslation bindings, Diagnostics diagnostics) {
        this.bindings = bindings;
        this.diagnostics = diagnostics;
    }

    WrittenIngress translate(KubeIngress ingress, Located<String> name) {
        List<WrittenIngress.Rule> rules = new ArrayList<>();
        ingress.rules().forEach(rule -> rule(rule).ifPresent(rules::add));
        return new WrittenIngress(
                name,
                List.of(
                        new WrittenIngress.Listen(
                                name.origin(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(bindings.port(ingress.metadata())))),
                rules);
    }

    private Optional<WrittenIngress.Rule> rule(KubeIngress.Rule rule) {
        Optional<Place> place = bindings.place(rule);
        if (place.isEmpty()) {
            String port =
                    rule.port()
                            .map(found -> " with a port " + PublicPorts.text(found.value()))
                            .orElse("");
            diagnostics.warning(
                    KubernetesCode.NO_REFERENCE,
                    rule.service().origin(),
                    "the rule is left out: there is no Service \"%s\"%s that leads anywhere"
                            .formatted(rule.service().value(), port));
        }
        return place.map(found ->
                new WrittenIngress.Rule(
                        rule.origin(),
                        rule.host(),
                        rule.path(),
                        Optional.of(rule.pathType()),
                        Optional.empty(),
                        new Located<>(found.service().value(), rule.service().origin()),
                        found.binding()
                                .map(binding -> new Located<>(binding, rule.service().origin()))));
    }
}
