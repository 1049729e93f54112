package dev.probity.dialects.tye;

import dev.probity.dialects.Labels;
import dev.probity.dialects.tye.file.Quoted;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeIngress;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenIngress;

import java.util.Locale;
import java.util.Optional;

/// Puts an ingress into the words of the model. A rule that leads nowhere is left out with a
/// warning, where Tye leaves it out in silence or stops.
final class IngressTranslation {
    private final Whole whole;
    private final Diagnostics diagnostics;

    IngressTranslation(Whole whole, Diagnostics diagnostics) {
        this.whole = whole;
        this.diagnostics = diagnostics;
    }

    WrittenIngress translate(TyeIngress ingress) {
        lost(ingress);
        return new WrittenIngress(
                ingress.name()
                        .map(name -> name.map(Labels::of))
                        .orElse(new Located<>("", ingress.origin())),
                ingress.bindings().stream().flatMap(binding -> listen(binding).stream()).toList(),
                ingress.rules().stream().flatMap(rule -> rule(rule).stream()).toList());
    }

    private void lost(TyeIngress ingress) {
        ingress.replicas()
                .filter(replicas -> replicas.value() != 1)
                .ifPresent(replicas ->
                        diagnostics.warning(
                                TyeCode.NO_EFFECT,
                                replicas.origin(),
                                "\"replicas\" of an ingress has no effect: Probity itself is the"
                                        + " ingress"));
        ingress.tags().stream()
                .findFirst()
                .ifPresent(tag ->
                        diagnostics.warning(
                                TyeCode.LOSSY,
                                tag.origin(),
                                "\"tags\" of an ingress are lost: an ingress here has none"));
        if (ingress.bindings().isEmpty()) {
            diagnostics.warning(
                    TyeCode.INGRESS,
                    ingress.origin(),
                    "the ingress \"" + ingress.called() + "\" listens nowhere",
                    "add \"bindings\", such as \"- port: 8080\"");
        }
    }

    private Optional<WrittenIngress.Listen> listen(TyeIngress.Listen binding) {
        Optional<Located<String>> secure =
                binding.protocol().filter(word -> word.value().equals("https"));
        if (secure.isPresent()) {
            diagnostics.warning(
                    TyeCode.LOSSY,
                    secure.get().origin(),
                    "https is not listened on: Probity does not end TLS",
                    "use an http binding on this machine");
            return Optional.empty();
        }
        return Optional.of(
                new WrittenIngress.Listen(
                        binding.origin(),
                        binding.name(),
                        binding.ip().map(ip -> ip.map(text -> text.toLowerCase(Locale.ROOT))),
                        binding.port()));
    }

    private Optional<WrittenIngress.Rule> rule(TyeIngress.Rule rule) {
        if (rule.service().isEmpty() || !leadsSomewhere(rule.service().get())) {
            return Optional.empty();
        }
        return Optional.of(
                new WrittenIngress.Rule(
                        rule.origin(),
                        rule.host().flatMap(this::host),
                        rule.path().map(path -> new Located<>(path(path), path.origin())),
                        Optional.empty(),
                        rule.preservePath(),
                        rule.service().get(),
                        Optional.empty()));
    }

    private boolean leadsSomewhere(Located<String> name) {
        Optional<TyeService> service = whole.member(name.value()).map(Whole.Member::service);
        if (service.isEmpty()) {
            leftOut(
                    name,
                    "no included file has a service \"" + name.value() + "\"",
                    "add it there");
            return false;
        }
        if (service.get().isExternal()) {
            leftOut(
                    name,
                    "\"" + name.value() + "\" is external; Tye itself stops at such a rule",
                    "let clients ask it at its own address");
            return false;
        }
        if (!speaksHttp(service.get())) {
            leftOut(
                    name,
                    "Service "
                            + name.value()
                            + " does not have any HTTP or HTTPs bindings that can be routed to",
                    "add \"protocol: http\" to a binding of \"" + name.value() + "\"");
            return false;
        }
        return true;
    }

    private void leftOut(Located<String> place, String reason, String hint) {
        diagnostics.warning(
                TyeCode.INGRESS, place.origin(), "the rule is left out: " + reason, hint);
    }

    /// As {@link BindingTranslation} decides it.
    private static boolean speaksHttp(TyeService service) {
        return new BindingTranslation(
                        service, true, new Diagnostics(), new Differences(new Diagnostics()))
                .translate().stream().anyMatch(port -> port.protocol() == Protocol.HTTP);
    }

    /// Tye matches every host for `*`, and may look at the port behind a host.
    private Optional<Located<String>> host(Located<String> written) {
        int colon = written.value().indexOf(':');
        String name = colon < 0 ? written.value() : written.value().substring(0, colon);
        if (colon >= 0) {
            diagnostics.warning(
                    TyeCode.LOSSY,
                    written.origin(),
                    "the port in the host " + Quoted.of(written.value()) + " is not looked at");
        }
        return name.equals("*")
                ? Optional.empty()
                : Optional.of(new Located<>(name, written.origin()));
    }

    private String path(Located<String> written) {
        if (written.value().contains("{") || written.value().contains("*")) {
            diagnostics.warning(
                    TyeCode.LOSSY,
                    written.origin(),
                    "the path "
                            + Quoted.of(written.value())
                            + " is taken as it stands: { } and * are no pattern here");
        }
        String path = written.value().replaceAll("/+$", "");
        return path.startsWith("/") ? path : "/" + path;
    }
}
