package dev.probity.dialects.kubernetes.output;

import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Ingress;
import dev.probity.spec.Ingress.PathType;
import dev.probity.spec.Ingress.Rule;
import dev.probity.spec.Service;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The Ingress of one entry point.
final class IngressOutput {
    private static final String NGINX = "nginx.ingress.kubernetes.io/";

    private final Application application;
    private final Ingress ingress;
    private final Labelled labelled;
    private final Losses losses;

    IngressOutput(Application application, Ingress ingress, Labelled labelled, Losses losses) {
        this.application = application;
        this.ingress = ingress;
        this.labelled = labelled;
        this.losses = losses;
    }

    /// None for an entry point that leads nowhere: the API server would refuse it.
    List<Branch> document() {
        lost();
        if (ingress.rules().isEmpty()) {
            return List.of();
        }
        boolean strips = ingress.rules().stream().anyMatch(IngressOutput::strips);
        List<Branch> rules = new ArrayList<>();
        List<Branch> paths = new ArrayList<>();
        Optional<String> host = Optional.empty();
        for (Rule rule : ingress.rules()) {
            if (!rule.host().equals(host)) {
                close(rules, paths, host);
                host = rule.host();
            }
            paths.add(path(rule, strips));
        }
        close(rules, paths, host);
        return List.of(
                labelled.head(ObjectType.INGRESS, ingress.name(), "", annotations(strips))
                        .put("spec", new Branch().items("rules", rules)));
    }

    /// Rules of one host that follow each other are one rule of Kubernetes.
    private static void close(List<Branch> rules, List<Branch> paths, Optional<String> host) {
        if (!paths.isEmpty()) {
            rules.add(
                    new Branch()
                            .leafIf("host", host)
                            .put("http", new Branch().items("paths", List.copyOf(paths))));
            paths.clear();
        }
    }

    private void lost() {
        String path = "ingress." + ingress.name();
        if (ingress.rules().isEmpty()) {
            losses.error(path, "it has no rules", "it is left out");
        }
        if (ingress.rules().stream().anyMatch(IngressOutput::strips)) {
            losses.warning(
                    path + ".rules",
                    "Kubernetes has no word for a path that is not preserved",
                    "it takes the NGINX controller, whose annotations are written");
        }
        if (ingress.listens().size() > 1) {
            losses.note(
                    path + ".ports",
                    "an Ingress is served at the ports of its controller",
                    "only the first one is kept, for this machine");
        }
    }

    private static boolean strips(Rule rule) {
        return !rule.preservePath() && !rule.path().equals("/");
    }

    private Map<String, String> annotations(boolean strips) {
        Map<String, String> annotations = new LinkedHashMap<>();
        ingress.listens().stream()
                .map(Ingress.Listen::port)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .ifPresent(port -> annotations.put("probity.dev/ports", "" + port.getAsInt()));
        if (strips) {
            annotations.put(NGINX + "rewrite-target", "/$2");
            annotations.put(NGINX + "use-regex", "true");
        }
        return annotations;
    }

    private Branch path(Rule rule, boolean strips) {
        String kind = rule.pathType() == PathType.EXACT ? "Exact" : "Prefix";
        return new Branch()
                .leaf("path", strips ? pattern(rule) : rule.path())
                .leaf("pathType", strips ? "ImplementationSpecific" : kind)
                .put("backend", new Branch().put("service", backend(rule)));
    }

    /// All rules of an Ingress are rewritten alike: what is kept of the path is the second group.
    private static String pattern(Rule rule) {
        String path = rule.path().replaceAll("/+$", "");
        boolean exact = rule.pathType() == PathType.EXACT;
        if (strips(rule)) {
            return exact ? path + "()()$" : path + "(/|$)(.*)";
        }
        String kept = path.replaceFirst("^/", "");
        return exact ? "/()(" + kept + ")$" : "/()(" + kept + ".*)";
    }

    private Branch backend(Rule rule) {
        Branch port = new Branch();
        Optional<Service> service = application.service(rule.service());
        Optional<Binding> binding =
                service.flatMap(found ->
                        found.bindings().stream()
                                .filter(each -> each.name().equals(rule.binding()))
                                .findFirst());
        if (rule.binding().isEmpty() && service.isPresent() && binding.isPresent()) {
            port.leaf("number", new ServicePorts(service.get(), new Losses()).front(binding.get()));
        } else {
            port.leaf("name", rule.binding());
        }
        return new Branch().leaf("name", rule.service()).put("port", port);
    }
}
