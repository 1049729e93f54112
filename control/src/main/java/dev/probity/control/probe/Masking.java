package dev.probity.control.probe;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Secrets;
import dev.probity.spec.Service;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Keeps the secrets of an application out of text that may hold them, such as a piece of its file.
public final class Masking {
    private final Set<String> secrets =
            new TreeSet<>(
                    Comparator.comparingInt(String::length)
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()));

    private Masking() {}

    public static Masking of(Application application) {
        Masking masking = new Masking();
        for (Service service : application.services()) {
            service.containers().forEach(masking::add);
        }
        return masking;
    }

    private void add(Container container) {
        for (EnvironmentVariable variable : container.environment()) {
            add(variable.name(), variable.value());
        }
        for (ProbeType type : ProbeType.values()) {
            add(container.probe(type));
        }
    }

    /// One more, which is not the application's yet.
    public Masking and(Optional<Probe> probe) {
        add(probe);
        return this;
    }

    private void add(Optional<Probe> probe) {
        if (probe.map(Probe::handler).orElse(null) instanceof Handler.HttpGet get) {
            get.headers().forEach(header -> add(header.name(), header.value()));
        }
    }

    private void add(String name, String value) {
        if (Secrets.shown(name, value).equals(Secrets.MASK)) {
            secrets.add(value);
        }
    }

    /// The longest first: one may be part of another.
    public String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Secrets.MASK);
        }
        return masked;
    }
}
