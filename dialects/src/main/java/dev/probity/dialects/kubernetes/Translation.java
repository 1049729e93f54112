package dev.probity.dialects.kubernetes;

import dev.probity.dialects.Labels;
import dev.probity.dialects.kubernetes.file.KubeIngress;
import dev.probity.dialects.kubernetes.file.KubeService;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.dialects.kubernetes.file.Manifests;
import dev.probity.dialects.kubernetes.file.PodOwner;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenService;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Puts the objects of a file into the words of the model, and says what is lost and what is meant
/// differently.
final class Translation {
    /// Says which application an object is part of.
    static final String PART_OF = "app.kubernetes.io/part-of";

    private final Manifests manifests;
    private final Diagnostics diagnostics;
    private final BindingTranslation bindings;

    Translation(Manifests manifests, Diagnostics diagnostics) {
        this.manifests = manifests;
        this.diagnostics = diagnostics;
        this.bindings = new BindingTranslation(manifests, diagnostics);
    }

    WrittenApplication translate(Path directory) {
        namespaces();
        Named names = new Named(diagnostics);
        List<WrittenService> services = new ArrayList<>();
        for (PodOwner owner : manifests.owners()) {
            Located<String> name = names.of(owner.metadata(), owner.kind().title());
            PodPorts ports = new PodPorts(owner);
            var translation = new ServiceTranslation(owner, manifests, diagnostics);
            List<WrittenBinding> served = bindings.of(owner, name, ports);
            ports.declareProbed();
            services.add(translation.translate(name, ports, served));
        }
        for (KubeService service : manifests.services()) {
            if (service.externalName().isPresent()) {
                services.add(bindings.external(service, names.of(service.metadata(), "Service")));
            } else if (!bindings.leadsSomewhere(service)) {
                diagnostics.warning(
                        KubernetesCode.NO_REFERENCE,
                        service.metadata().name().origin(),
                        "the Service \"%s\" selects no Pod of the file: nothing is behind it"
                                .formatted(service.metadata().name().value()));
            }
        }
        var ingresses = new IngressTranslation(bindings, diagnostics);
        Named ingressNames = new Named(diagnostics);
        List<KubeIngress> written = manifests.ingresses();
        return new WrittenApplication(
                manifests.origin(),
                name(),
                directory,
                new ClusterHosts(bindings, diagnostics).replaced(manifests.services(), services),
                written.stream()
                        .map(ingress ->
                                ingresses.translate(
                                        ingress, ingressNames.of(ingress.metadata(), "Ingress")))
                        .toList());
    }

    /// What all of them are part of, when they agree; else the folder's name counts.
    private Optional<Located<String>> name() {
        Set<String> names = new TreeSet<>();
        for (PodOwner owner : manifests.owners()) {
            names.add(owner.metadata().label(PART_OF).orElse(""));
        }
        String only = names.size() == 1 ? names.iterator().next() : "";
        Origin origin =
                manifests.owners().stream()
                        .flatMap(owner ->
                                Optional.ofNullable(owner.metadata().labels().get(PART_OF))
                                        .stream())
                        .map(Located::origin)
                        .findFirst()
                        .orElse(manifests.origin());
        return only.isEmpty()
                ? Optional.empty()
                : Optional.of(new Located<>(Labels.of(only), origin));
    }

    private void namespaces() {
        Set<String> names = new TreeSet<>();
        for (PodOwner owner : manifests.owners()) {
            owner.metadata().namespace().map(Located::value).ifPresent(names::add);
        }
        if (names.size() > 1) {
            diagnostics.note(
                    KubernetesCode.DIFFERENT,
                    manifests.origin(),
                    "the namespaces "
                            + String.join(", ", names)
                            + " are one application here, with one set of names");
        }
    }
}
