package dev.probity.spec.resolving;

import dev.probity.spec.Container;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.kubernetes.ContainerKind;
import dev.probity.spec.kubernetes.FieldError;
import dev.probity.spec.kubernetes.ProbeFields;
import dev.probity.spec.kubernetes.ProbeRules;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.Defaults.Timings;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/// Resolves probes, and the handlers that hooks share with them, by Kubernetes' rules.
final class ProbeResolver {
    private final Defaults defaults;
    private final Account account;
    private final PortReferences references;

    ProbeResolver(Defaults defaults, Account account, PortReferences references) {
        this.defaults = defaults;
        this.account = account;
        this.references = references;
    }

    /// Nothing when Kubernetes would refuse it; then that is reported.
    Optional<Probe> probe(
            String path, WrittenProbe written, ProbeType type, Container.Kind container) {
        Numbers numbers = new Numbers(path, type);
        ProbeFields fields =
                ProbeRules.defaulted(
                        HandlerFields.of(written.handlers())
                                .probe(
                                        numbers.of(
                                                "initialDelaySeconds",
                                                written.initialDelaySeconds(),
                                                Timings::initialDelaySeconds),
                                        numbers.of(
                                                "timeoutSeconds",
                                                written.timeoutSeconds(),
                                                Timings::timeoutSeconds),
                                        numbers.of(
                                                "periodSeconds",
                                                written.periodSeconds(),
                                                Timings::periodSeconds),
                                        numbers.of(
                                                "successThreshold",
                                                written.successThreshold(),
                                                Timings::successThreshold),
                                        numbers.of(
                                                "failureThreshold",
                                                written.failureThreshold(),
                                                Timings::failureThreshold),
                                        grace(path, written)));
        List<FieldError> errors = ProbeRules.errors(fields, type, kind(container), path);
        ProbeOrigins origins = new ProbeOrigins(path, written);
        errors.forEach(error -> report(error, origins.of(error.field())));
        if (!errors.isEmpty()) {
            return Optional.empty();
        }
        account.take(path, new Located<>(written, written.origin()));
        return Optional.of(
                new Probe(
                        handler(path, written.handlers().getFirst()),
                        Duration.ofSeconds(fields.initialDelaySeconds()),
                        Duration.ofSeconds(fields.periodSeconds()),
                        Duration.ofSeconds(fields.timeoutSeconds()),
                        fields.successThreshold(),
                        fields.failureThreshold(),
                        fields.terminationGracePeriodSeconds().isPresent()
                                ? Optional.of(
                                        Duration.ofSeconds(
                                                fields.terminationGracePeriodSeconds().getAsLong()))
                                : Optional.empty()));
    }

    /// For a hook: the same rules as for a probe's handler.
    Optional<Handler.Exec> exec(String path, Origin origin, WrittenHandler.Exec written) {
        return hookHandler(path, new Located<>(written, origin)).map(Handler.Exec.class::cast);
    }

    /// For a hook: the same rules as for a probe's handler.
    Optional<Handler.HttpGet> httpGet(String path, Origin origin, WrittenHandler.HttpGet written) {
        return hookHandler(path, new Located<>(written, origin)).map(Handler.HttpGet.class::cast);
    }

    private Optional<Handler> hookHandler(String path, Located<WrittenHandler> handler) {
        String owner = path.substring(0, path.lastIndexOf('.'));
        ProbeFields fields =
                ProbeRules.defaulted(
                        HandlerFields.of(List.of(handler))
                                .probe(0, 0, 0, 0, 0, OptionalLong.empty()));
        List<FieldError> errors =
                ProbeRules.errors(fields, ProbeType.READINESS, ContainerKind.CONTAINER, owner);
        ProbeOrigins origins = new ProbeOrigins(owner, handler);
        errors.forEach(error -> report(error, origins.of(error.field())));
        return errors.isEmpty() ? Optional.of(handler(owner, handler)) : Optional.empty();
    }

    /// Valid by now; only what is bound to the container remains to be checked.
    private Handler handler(String path, Located<WrittenHandler> located) {
        return switch (located.value()) {
            case WrittenHandler.Exec exec ->
                    new Handler.Exec(
                            account.take(
                                    path + ".exec.command",
                                    new Located<>(
                                            exec.command().stream().map(Located::value).toList(),
                                            located.origin())));
            case WrittenHandler.HttpGet get -> {
                String at = path + ".httpGet";
                yield new Handler.HttpGet(
                        account.take(at + ".host", nonEmpty(get.host())),
                        port(at, get.port(), get.host()),
                        slashed(
                                account.take(
                                        at + ".path", nonEmpty(get.path()), "/", "Kubernetes")),
                        Handler.Scheme.valueOf(
                                account.take(
                                        at + ".scheme",
                                        nonEmpty(get.scheme()),
                                        "HTTP",
                                        "Kubernetes")),
                        get.headers().stream().map(Located::value).toList());
            }
            case WrittenHandler.TcpSocket tcp -> {
                String at = path + ".tcpSocket";
                yield new Handler.TcpSocket(
                        account.take(at + ".host", nonEmpty(tcp.host())),
                        port(at, tcp.port(), tcp.host()));
            }
            case WrittenHandler.Grpc grpc -> {
                String at = path + ".grpc";
                yield new Handler.Grpc(
                        port(at, grpc.port(), Optional.empty()),
                        account.take(at + ".service", grpc.service(), "", "Kubernetes"));
            }
        };
    }

    /// A port at another host is not the replica's own, whatever it declares.
    private PortRef port(
            String at, Optional<Located<PortRef>> written, Optional<Located<String>> host) {
        Located<PortRef> port = written.orElseThrow();
        if (nonEmpty(host).isEmpty() || port.value() instanceof PortRef.Named) {
            references.check(at + ".port", port.value(), port.origin());
        }
        return account.take(at + ".port", port);
    }

    /// The numbers of one probe.
    private final class Numbers {
        private final String path;
        private final ProbeType type;

        Numbers(String path, ProbeType type) {
            this.path = path;
            this.type = type;
        }

        /// A 0 reaches Kubernetes, for which it is the same as absent (R43); only a number that
        /// nobody wrote is the dialect's.
        int of(String field, Optional<Located<Integer>> written, ToIntFunction<Timings> timing) {
            boolean zero = written.filter(number -> number.value() == 0).isPresent();
            return account.take(
                    path + "." + field,
                    zero ? Optional.empty() : written,
                    timing.applyAsInt(zero ? Timings.KUBERNETES : defaults.timings(type)),
                    zero ? "Kubernetes" : defaults.timingsRule(type));
        }
    }

    private OptionalLong grace(String path, WrittenProbe written) {
        return account.take(
                        path + ".terminationGracePeriodSeconds",
                        written.terminationGracePeriodSeconds())
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private void report(FieldError error, Origin origin) {
        SpecCode code =
                switch (error.type()) {
                    case REQUIRED -> SpecCode.PROBE_REQUIRED;
                    case INVALID -> SpecCode.PROBE_INVALID;
                    case FORBIDDEN -> SpecCode.PROBE_FORBIDDEN;
                    case NOT_SUPPORTED -> SpecCode.PROBE_NOT_SUPPORTED;
                };
        String detail = error.detail().isEmpty() ? "must be given" : error.detail();
        account.diagnostics()
                .report(Severity.ERROR, code, origin, error.field() + ": " + detail, hint(error));
    }

    private static Optional<String> hint(FieldError error) {
        String field = error.field().substring(error.field().lastIndexOf('.') + 1);
        return switch (field) {
            case "port" -> Optional.of("give a port here, or declare one for the service");
            case "scheme" -> Optional.of("write it in capitals");
            case "successThreshold" -> Optional.of("leave it out");
            default -> Optional.empty();
        };
    }

    private static ContainerKind kind(Container.Kind kind) {
        return switch (kind) {
            case MAIN -> ContainerKind.CONTAINER;
            case SIDECAR -> ContainerKind.SIDECAR;
            case INIT -> ContainerKind.INIT_CONTAINER;
        };
    }

    private static Optional<Located<String>> nonEmpty(Optional<Located<String>> text) {
        return text.filter(found -> !found.value().isEmpty());
    }

    /// As the kubelet does when it builds the URL.
    private static String slashed(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }
}
