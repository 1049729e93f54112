package dev.probity.health.http;

import dev.probity.health.Group;
import dev.probity.health.Health;
import dev.probity.health.Report;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// All paths on which a service answers for its health, each with and without a trailing slash:
///
/// | question | paths |
/// |---|---|
/// | liveness | `/health` (fails until started), `/livez`, `/liveness`, `/lively`, `/health/live`, `/v2/health/live` |
/// | readiness | `/ready`, `/readyz`, `/readiness`, `/health/ready`, `/v2/health/ready` |
/// | start-up | `/startup`, `/startupz`, `/health/started` |
/// | one check | `/livez/NAME`, `/readyz/NAME`, `/startupz/NAME` |
/// | a group | `/health/group/NAME` |
///
/// `?format=json`, `mp`, `health+json` or `text` chooses the form, as does `Accept:
/// application/health+json`; `?verbose` and `?exclude=NAME` are Kubernetes'.
///
/// Nothing here waits for anything.
public final class Endpoints {
    private final Health health;
    private final String prefix;
    private final Details details;
    private final boolean gated;
    private final Map<String, Route> routes;
    private final Map<String, Page> pages;
    private final Map<Group, Map<String, Supplier<? extends @Nullable Object>>> facts;
    private final Traffic traffic = new Traffic();

    Endpoints(Health health, EndpointsBuilder options) {
        this.health = health;
        prefix = options.prefix;
        details = options.details;
        gated = options.gated;
        routes = Map.copyOf(options.routes);
        pages = Map.copyOf(options.pages);
        facts = Map.copyOf(options.facts);
    }

    /// With details withheld from everybody.
    public static Endpoints of(Health health) {
        return builder(health).build();
    }

    public static EndpointsBuilder builder(Health health) {
        return new EndpointsBuilder(health);
    }

    public Health health() {
        return health;
    }

    /// What has been asked so far, for metrics.
    public Traffic traffic() {
        return traffic;
    }

    /// @return nothing when the path is not about health
    public Optional<Answer> answer(Request request) {
        long began = System.nanoTime();
        String path = local(request.path());
        Page page = pages.get(path);
        if (page != null) {
            return Optional.of(asked(request, () -> page.answer(request)));
        }
        return routeOf(path)
                .map(route -> {
                    Answer answer = asked(request, () -> judged(route, request));
                    traffic.served(route.group(), answer.status(), System.nanoTime() - began);
                    return answer;
                });
    }

    /// Without the prefix and one trailing slash; empty when the prefix is not there.
    private String local(String path) {
        if (!path.startsWith(prefix)) {
            return "";
        }
        String rest = path.substring(prefix.length());
        return rest.length() > 1 && rest.endsWith("/")
                ? rest.substring(0, rest.length() - 1)
                : rest;
    }

    private Optional<Route> routeOf(String path) {
        Route own = routes.get(path);
        Optional<Route> route = own != null ? Optional.of(own) : Route.of(path);
        return gated ? route : route.map(Route::ungated);
    }

    private static Answer asked(Request request, Supplier<Answer> answer) {
        if (!request.onlyAsks()) {
            return Answer.text(405, "Only GET and HEAD are answered here.\n")
                    .with("Allow", "GET, HEAD");
        }
        return request.isHead() ? answer.get().withoutBody() : answer.get();
    }

    private Answer judged(Route route, Request request) {
        Query query = Query.parse(request.query());
        Optional<Format> wanted = query.format().flatMap(Format::named);
        if (query.format().isPresent() && wanted.isEmpty()) {
            return Answer.text(400, "There is no such format; there are " + Format.NAMES + ".\n");
        }
        Optional<Report> found = report(route);
        if (found.isEmpty()) {
            return Answer.text(404, "There is no such check or group here.\n");
        }
        Report all = found.get();
        Report report = query.exclude().isEmpty() ? all : all.without(query.exclude());
        View view =
                new View(health, route, query, report, factsFor(route), details.shownTo(request));
        Format format =
                wanted.orElse(
                        request.accept().contains(Format.HEALTH_JSON.contentType())
                                ? Format.HEALTH_JSON
                                : route.format());
        return worded(view, format, all);
    }

    private Answer worded(View view, Format format, Report all) {
        String body =
                switch (format) {
                    case SERVICE -> ServiceJson.of(view);
                    case MICROPROFILE -> MicroProfileJson.of(view);
                    case HEALTH_JSON -> HealthJson.of(view);
                    case KUBERNETES -> Text.kubernetes(view, all);
                    case SENTENCE -> Text.sentence(view);
                    case WORD -> Text.word(view.report().status());
                    case INFERENCE -> Text.inference(view);
                };
        Answer answer = Answer.of(statusOf(view), format.contentType(), body);
        return answer.status() == 503 ? answer.with("Retry-After", "1") : answer;
    }

    private static int statusOf(View view) {
        if (view.isStarting()) {
            return 503;
        }
        return view.passes() ? 200 : view.route().failing();
    }

    private Optional<Report> report(Route route) {
        if (!health.groups().containsAll(route.groups())) {
            return Optional.empty();
        }
        Report report =
                route.groups().stream().map(health::report).reduce(Report::and).orElseThrow();
        return route.member().isEmpty()
                ? Optional.of(report)
                : report.standings().stream()
                        .filter(member -> route.member().get().equals(member.name()))
                        .findFirst()
                        .map(member -> Report.of(route.group(), List.of(member)));
    }

    private Map<String, @Nullable Object> factsFor(Route route) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        facts.getOrDefault(route.group(), Map.of())
                .forEach((name, value) -> {
                    try {
                        read.put(name, value.get());
                    } catch (RuntimeException unknown) {
                        // What cannot be said now is left out; a probe is not failed by a fact.
                        read.remove(name);
                    }
                });
        return read;
    }
}
