package dev.probity.dialects.tye;

import dev.probity.dialects.tye.file.Quoted;
import dev.probity.dialects.tye.file.TyeBinding;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeProbe;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.util.List;
import java.util.Optional;

/// Turns Tye's probe, which names a public port, into one that asks the replica's own.
final class ProbeTranslation {
    private final TyeService service;
    private final List<BoundPort> ports;
    private final Diagnostics diagnostics;
    private final Differences differences;

    ProbeTranslation(
            TyeService service,
            List<BoundPort> ports,
            Diagnostics diagnostics,
            Differences differences) {
        this.service = service;
        this.ports = ports;
        this.diagnostics = diagnostics;
        this.differences = differences;
    }

    /// The binding that is asked: the first one of all that fit port and protocol, as far as the
    /// probe names them.
    static Optional<TyeBinding> asked(TyeProbe.Http http, List<TyeBinding> bindings) {
        return bindings.stream()
                .filter(binding ->
                        http.port().isEmpty()
                                || http.port()
                                        .map(Located::value)
                                        .equals(binding.port().map(Located::value)))
                .filter(binding ->
                        http.protocol().filter(word -> !binding.speaks(word.value())).isEmpty())
                .findFirst();
    }

    /// @param type as the file spells it: `liveness` or `readiness`
    Optional<WrittenProbe> translate(String type, TyeProbe probe) {
        if (probe.http().isEmpty()) {
            return Optional.empty(); // said when it was read
        }
        TyeProbe.Http http = probe.http().get();
        Optional<TyeBinding> binding = asked(http, ports.stream().map(BoundPort::tye).toList());
        if (binding.isEmpty()) {
            reportNoBinding(type, http);
            return Optional.empty();
        }
        differences.ofProbes(probe.origin());
        BoundPort port =
                ports.stream()
                        .filter(bound -> bound.tye().equals(binding.get()))
                        .findFirst()
                        .orElseThrow();
        http.path().ifPresent(this::checkPath);
        return Optional.of(
                new WrittenProbe(
                        probe.origin(),
                        List.of(new Located<>(handler(http, port), http.origin())),
                        probe.initialDelay(),
                        probe.timeout(),
                        probe.period(),
                        probe.successThreshold(),
                        probe.failureThreshold(),
                        Optional.empty()));
    }

    private WrittenHandler handler(TyeProbe.Http http, BoundPort port) {
        Origin place = http.port().map(Located::origin).orElse(port.tye().origin());
        return new WrittenHandler.HttpGet(
                Optional.empty(),
                Optional.of(new Located<PortRef>(port.reference(), place)),
                http.path(),
                Optional.of(scheme(port.tye())),
                http.headers());
    }

    private Located<String> scheme(TyeBinding binding) {
        Origin place = binding.protocol().map(Located::origin).orElse(TyeTranslation.TYE);
        String word = binding.protocol().map(Located::value).orElse("http");
        if (!word.equals("http") && !word.equals("https")) {
            diagnostics.warning(
                    TyeCode.PROBE,
                    place,
                    "the probe asks a binding whose protocol is %s; it is asked in http, where Tye never makes the probe"
                            .formatted(Quoted.of(word)),
                    "write \"protocol: http\" at the binding that answers probes");
        }
        return new Located<>(word.equals("https") ? "HTTPS" : "HTTP", place);
    }

    private void checkPath(Located<String> path) {
        if (!path.value().startsWith("/")) {
            diagnostics.warning(
                    TyeCode.PROBE,
                    path.origin(),
                    "the path %s does not begin with \"/\"; one is put before it, where Tye asks a wrong address"
                            .formatted(Quoted.of(path.value())),
                    "write \"/" + path.value() + "\"");
        }
    }

    private void reportNoBinding(String type, TyeProbe.Http http) {
        Origin place =
                http.port()
                        .map(Located::origin)
                        .or(() -> http.protocol().map(Located::origin))
                        .orElse(http.origin());
        diagnostics.error(
                TyeCode.PROBE,
                place,
                "No suitable binding was found for service '%s' for probe '%s'. Tye then never makes it, and the service never gets traffic"
                        .formatted(service.called(), type),
                remedy(http));
    }

    private String remedy(TyeProbe.Http http) {
        if (ports.isEmpty()) {
            return "add \"bindings\" to the service, such as \"- protocol: http\"";
        }
        boolean containerPort =
                http.port().isPresent()
                        && ports.stream()
                                .flatMap(port -> port.tye().containerPort().stream())
                                .anyMatch(port -> port.value().equals(http.port().get().value()));
        String names = String.join(", ", ports.stream().map(ProbeTranslation::described).toList());
        return containerPort
                ? "\"port\" is the binding's \"port\", not its \"containerPort\"; the bindings are "
                        + names
                : "leave \"port\" and \"protocol\" out for the first binding; the bindings are "
                        + names;
    }

    private static String described(BoundPort port) {
        TyeBinding binding = port.tye();
        return binding.name().map(name -> name.value() + " ").orElse("")
                + binding.protocol().map(Located::value).orElse("of no protocol")
                + binding.port().map(number -> " " + number.value()).orElse(" of no port");
    }
}
