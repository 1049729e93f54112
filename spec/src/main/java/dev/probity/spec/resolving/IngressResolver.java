package dev.probity.spec.resolving;

import dev.probity.spec.Binding;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Ingress;
import dev.probity.spec.Located;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenIngress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Resolves HTTP entry points against the services behind them.
final class IngressResolver {
    private static final String LABEL = "[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?" + LABEL + "(\\." + LABEL + ")*");
    private static final int MAX_HOST = 253;

    private final List<Service> services;
    private final Defaults defaults;
    private final Account account;

    IngressResolver(List<Service> services, Defaults defaults, Account account) {
        this.services = services;
        this.defaults = defaults;
        this.account = account;
    }

    Ingress resolve(WrittenIngress written) {
        String path = "ingress." + written.name().value();
        account.take(path, written.name());
        List<Ingress.Listen> listens = new ArrayList<>();
        for (WrittenIngress.Listen listen : written.listens()) {
            listens.add(listen(path + ".ports[" + listens.size() + "]", listen));
        }
        List<Ingress.Rule> rules = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        int number = 0;
        for (WrittenIngress.Rule rule : written.rules()) {
            String at = path + ".rules[" + number++ + "]";
            Optional<Ingress.Rule> resolved = rule(at, rule);
            resolved.ifPresent(rules::add);
            if (resolved.isPresent() && !seen.add(key(resolved.get()))) {
                account.diagnostics()
                        .error(
                                SpecCode.DUPLICATE_RULE,
                                rule.origin(),
                                at + " has the host and path of an earlier rule");
            }
        }
        return new Ingress(written.name().value(), listens, rules);
    }

    private static List<Object> key(Ingress.Rule rule) {
        return List.of(rule.host(), rule.path(), rule.pathType());
    }

    private Ingress.Listen listen(String at, WrittenIngress.Listen written) {
        return new Ingress.Listen(
                account.take(at + ".name", written.name(), ""),
                Addresses.take(at + ".address", written.address(), account),
                account.takePort(at + ".port", written.port()));
    }

    private Optional<Ingress.Rule> rule(String at, WrittenIngress.Rule written) {
        written.host().ifPresent(host -> checkHost(at, host));
        written.path().ifPresent(path -> checkPath(at, path));
        String name = account.take(at + ".service", written.service());
        Optional<Service> service =
                services.stream().filter(known -> known.name().equals(name)).findFirst();
        if (service.isEmpty()) {
            account.diagnostics()
                    .report(
                            Severity.ERROR,
                            SpecCode.UNKNOWN_SERVICE,
                            written.service().origin(),
                            "there is no service \"" + name + "\" to route to",
                            Spelling.hint(name, services.stream().map(Service::name).toList()));
            return Optional.empty();
        }
        return binding(at, written, service.get())
                .map(binding ->
                        new Ingress.Rule(
                                account.take(at + ".host", written.host())
                                        .map(host -> host.toLowerCase(Locale.ROOT)),
                                account.take(at + ".path", written.path(), "/"),
                                account.take(
                                        at + ".pathType", written.pathType(), defaults.pathType()),
                                account.take(
                                        at + ".preservePath",
                                        written.preservePath(),
                                        defaults.preservePath()),
                                name,
                                binding.name()));
    }

    private Optional<Binding> binding(String at, WrittenIngress.Rule rule, Service service) {
        account.take(at + ".port", rule.binding(), "");
        Optional<Binding> binding =
                rule.binding().isPresent()
                        ? named(service, rule.binding().get().value())
                        : service.bindings().stream()
                                .filter(known -> known.protocol() == Protocol.HTTP)
                                .findFirst();
        if (binding.isEmpty() && rule.binding().isPresent()) {
            account.diagnostics()
                    .report(
                            Severity.ERROR,
                            SpecCode.UNKNOWN_PORT,
                            rule.binding().get().origin(),
                            "services."
                                    + service.name()
                                    + " has no public port \""
                                    + rule.binding().get().value()
                                    + "\"",
                            Spelling.hint(
                                    rule.binding().get().value(),
                                    service.bindings().stream().map(Binding::name).toList()));
        } else if (binding.isEmpty() || binding.get().protocol() != Protocol.HTTP) {
            account.diagnostics()
                    .error(
                            SpecCode.NOT_HTTP,
                            rule.binding().map(Located::origin).orElse(rule.service().origin()),
                            "services."
                                    + service.name()
                                    + " has no public HTTP port to route to"
                                    + (binding.isPresent() ? " of that name" : ""),
                            "give it one under \"ports\"");
        }
        return binding;
    }

    private static Optional<Binding> named(Service service, String reference) {
        return service.bindings().stream()
                .filter(binding ->
                        binding.name().equals(reference)
                                || reference.equals(binding.targetPort())
                                || (binding.port().isPresent()
                                        && reference.equals("" + binding.port().getAsInt())))
                .findFirst();
    }

    private void checkHost(String at, Located<String> host) {
        if (host.value().length() > MAX_HOST || !HOST.matcher(host.value()).matches()) {
            account.diagnostics()
                    .error(
                            SpecCode.HOST,
                            host.origin(),
                            at
                                    + ".host is \""
                                    + host.value()
                                    + "\"; it can be a host name, or *. and a host name, without"
                                    + " a port");
        }
    }

    private void checkPath(String at, Located<String> path) {
        if (!path.value().startsWith("/")) {
            account.diagnostics()
                    .error(
                            SpecCode.PATH,
                            path.origin(),
                            at + ".path is \"" + path.value() + "\"; it must begin with \"/\"",
                            "write \"/" + path.value() + "\"");
        }
    }
}
