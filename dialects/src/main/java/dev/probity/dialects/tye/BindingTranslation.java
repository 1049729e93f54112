package dev.probity.dialects.tye;

import dev.probity.dialects.tye.file.TyeBinding;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.dialects.tye.file.TyeService.Kind;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.kubernetes.ProbeRules;
import dev.probity.spec.written.WrittenPort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives each binding of a service a port of the program, and says how it is carried.
final class BindingTranslation {
    private static final Located<String> HTTP = new Located<>("http", TyeTranslation.TYE);

    private final TyeService service;
    private final boolean usedForHttp;
    private final Diagnostics diagnostics;
    private final Differences differences;

    /// @param usedForHttp whether an ingress sends requests to the service
    BindingTranslation(
            TyeService service,
            boolean usedForHttp,
            Diagnostics diagnostics,
            Differences differences) {
        this.service = service;
        this.usedForHttp = usedForHttp;
        this.diagnostics = diagnostics;
        this.differences = differences;
    }

    List<BoundPort> translate() {
        List<TyeBinding> bindings = bindings();
        Optional<TyeBinding> requested = requestedWithoutProtocol(bindings);
        List<BoundPort> bound = new ArrayList<>();
        for (TyeBinding binding : bindings) {
            List<WrittenPort> taken = bound.stream().map(BoundPort::port).toList();
            boolean http = requested.filter(found -> found.equals(binding)).isPresent();
            bound.add(
                    new BoundPort(
                            binding, port(binding, bindings, taken), protocol(binding, http)));
        }
        return bound;
    }

    /// A web project without bindings has an http one in Tye, and a function too. (Its https one
    /// needs a development certificate, which only .NET has.)
    private List<TyeBinding> bindings() {
        if (!service.is(Kind.PROJECT) && !service.is(Kind.AZURE_FUNCTION)) {
            return service.bindings();
        }
        if (service.bindings().isEmpty()) {
            return List.of(TyeBinding.unnamed(service.origin()).speaking(HTTP));
        }
        return service.bindings().stream().map(BindingTranslation::projectBinding).toList();
    }

    private static TyeBinding projectBinding(TyeBinding binding) {
        boolean unsaid = binding.protocol().isEmpty() && binding.connectionString().isEmpty();
        return unsaid ? binding.speaking(HTTP) : binding;
    }

    /// Requests go to it although it does not say what it speaks.
    private Optional<TyeBinding> requestedWithoutProtocol(List<TyeBinding> bindings) {
        Predicate<TyeBinding> unsaid =
                binding -> binding.protocol().isEmpty() && binding.connectionString().isEmpty();
        Optional<TyeBinding> probed =
                Stream.of(service.liveness(), service.readiness())
                        .flatMap(Optional::stream)
                        .flatMap(probe -> probe.http().stream())
                        .flatMap(probe -> ProbeTranslation.asked(probe, bindings).stream())
                        .filter(unsaid)
                        .findFirst();
        boolean routed =
                usedForHttp
                        && bindings.stream()
                                .noneMatch(binding ->
                                        binding.speaks("http") || binding.speaks("https"));
        return probed.or(
                () -> routed ? bindings.stream().filter(unsaid).findFirst() : Optional.empty());
    }

    private Protocol protocol(TyeBinding binding, boolean requested) {
        if (requested) {
            differences.note(
                    TyeCode.NO_PROTOCOL,
                    binding.origin(),
                    "a binding without \"protocol\" is taken for http where a probe or an ingress"
                            + " uses it; Tye itself never makes such a probe and leaves out such a"
                            + " rule");
            return Protocol.HTTP;
        }
        return switch (binding.protocol().map(Located::value).orElse("")) {
            case "http" -> Protocol.HTTP;
            case "https" -> {
                differences.note(
                        TyeCode.PASSED_THROUGH,
                        binding.origin(),
                        "https connections are passed through as they are: TLS ends in the"
                                + " service");
                yield Protocol.TCP;
            }
            case "udp" -> {
                diagnostics.warning(
                        TyeCode.LOSSY,
                        binding.origin(),
                        "udp is not carried; Tye's proxy does not carry it either",
                        "nothing reaches this binding of \"%s\"".formatted(service.called()));
                yield Protocol.TCP;
            }
            default -> Protocol.TCP;
        };
    }

    private WrittenPort port(
            TyeBinding binding, List<TyeBinding> bindings, List<WrittenPort> taken) {
        Optional<Located<Integer>> number = number(binding, bindings);
        // Two public ports may lead to one port of a container.
        Optional<WrittenPort> same =
                number.flatMap(wanted ->
                        taken.stream().filter(port -> hasNumber(port, wanted.value())).findFirst());
        return same.orElseGet(() -> new WrittenPort(name(binding, number, taken), number));
    }

    private static boolean hasNumber(WrittenPort port, int number) {
        return port.number().filter(found -> found.value() == number).isPresent();
    }

    /// In a container the port that the image listens on; the first http one is 80 and the first
    /// https one 443, as in Tye. A program gets a port of its own in place of the public one.
    private Optional<Located<Integer>> number(TyeBinding binding, List<TyeBinding> bindings) {
        if (!isContainer()) {
            return binding.port();
        }
        return binding.containerPort()
                .or(() -> wellKnown(binding, bindings, "http", 80))
                .or(() -> wellKnown(binding, bindings, "https", 443))
                .or(binding::port);
    }

    private boolean isContainer() {
        return service.is(Kind.IMAGE) || service.is(Kind.DOCKER_FILE);
    }

    private static Optional<Located<Integer>> wellKnown(
            TyeBinding binding, List<TyeBinding> bindings, String protocol, int number) {
        return bindings.stream()
                .filter(candidate -> candidate.speaks(protocol))
                .findFirst()
                .filter(first -> first.equals(binding))
                .map(_ -> new Located<>(number, TyeTranslation.TYE));
    }

    /// The binding's own name where Kubernetes would take it for a port's.
    private static Located<String> name(
            TyeBinding binding, Optional<Located<Integer>> number, List<WrittenPort> taken) {
        Set<String> used =
                taken.stream().map(port -> port.name().value()).collect(Collectors.toSet());
        String name =
                Stream.of(
                                binding.name().map(Located::value),
                                binding.name().map(text -> text.value().toLowerCase(Locale.ROOT)),
                                binding.protocol().map(Located::value))
                        .flatMap(Optional::stream)
                        .filter(candidate -> ProbeRules.portNameProblems(candidate).isEmpty())
                        .filter(candidate -> !used.contains(candidate))
                        .findFirst()
                        .or(() -> number.map(found -> found.value().toString()))
                        .orElse("port-" + (taken.size() + 1));
        return new Located<>(name, binding.name().map(Located::origin).orElse(binding.origin()));
    }
}
