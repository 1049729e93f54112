package dev.probity.health.http;

import dev.probity.health.Group;
import dev.probity.health.Health;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// How a service answers, where it differs from the usual.
public final class EndpointsBuilder {
    private final Health health;
    final Map<String, Route> routes = new LinkedHashMap<>();
    final Map<String, Page> pages = new LinkedHashMap<>();
    final Map<Group, Map<String, Supplier<? extends @Nullable Object>>> facts =
            new LinkedHashMap<>();
    String prefix = "";
    Details details = new Details.Withheld();
    boolean gated = true;

    EndpointsBuilder(Health health) {
        this.health = health;
    }

    /// Who sees more than names, statuses and one reason; at first nobody.
    public EndpointsBuilder details(Details details) {
        this.details = details;
        return this;
    }

    /// Puts everything below a path, such as `/manage`.
    public EndpointsBuilder under(String prefix) {
        if (!prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "the prefix is \"" + prefix + "\"; it begins with a slash and ends without");
        }
        this.prefix = prefix;
        return this;
    }

    /// `/health` is liveness alone, also while the service is starting.
    public EndpointsBuilder healthWhileStarting() {
        gated = false;
        return this;
    }

    /// `/health` is MicroProfile Health's: all three questions at once.
    public EndpointsBuilder microProfileLayout() {
        routes.put("/health", Route.EVERYTHING);
        return this;
    }

    /// The status of a failure on that path, where a client insists on one.
    public EndpointsBuilder failing(String path, int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    "a failure on %s would answer %d; it has to be between 400 and 599"
                            .formatted(path, status));
        }
        Route own = routes.get(path);
        Route route = own != null ? own : Route.of(path).orElse(null);
        if (route == null) {
            throw new IllegalArgumentException("no health is told on " + path);
        }
        routes.put(path, route.failingWith(status));
        return this;
    }

    /// One more page, such as `/metrics`.
    public EndpointsBuilder page(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    /// Something that everybody may read on the group's JSON page, such as `"model_loaded": true`.
    /// It is asked for each request and must not wait; if it throws, the fact is left out.
    public EndpointsBuilder fact(
            Group group, String name, Supplier<? extends @Nullable Object> value) {
        facts.computeIfAbsent(group, any -> new LinkedHashMap<>()).put(name, value);
        return this;
    }

    public Endpoints build() {
        return new Endpoints(health, this);
    }
}
