package dev.probity.health.http;

import dev.probity.health.Group;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a path asks for.
///
/// @param groups more than one are judged as one
/// @param member only this one of them
/// @param format unless the request says another
/// @param failing the HTTP status of a failure
/// @param gated a service that has not started fails here too
record Route(
        List<Group> groups, Optional<String> member, Format format, int failing, boolean gated) {

    private static final Map<String, Route> FIXED =
            Map.ofEntries(
                    // Liveness that a startup probe may use as well: 500 as its contract says.
                    Map.entry("/health", new Route(Group.LIVENESS, Format.SERVICE, 500, true)),
                    Map.entry("/ready", new Route(Group.READINESS, Format.SERVICE, 503, false)),
                    Map.entry("/livez", new Route(Group.LIVENESS, Format.KUBERNETES, 503, false)),
                    Map.entry("/readyz", new Route(Group.READINESS, Format.KUBERNETES, 503, false)),
                    Map.entry("/startupz", new Route(Group.STARTUP, Format.KUBERNETES, 503, false)),
                    Map.entry("/liveness", new Route(Group.LIVENESS, Format.SENTENCE, 503, false)),
                    Map.entry(
                            "/readiness", new Route(Group.READINESS, Format.SENTENCE, 503, false)),
                    Map.entry("/startup", new Route(Group.STARTUP, Format.SENTENCE, 503, false)),
                    Map.entry("/lively", new Route(Group.LIVENESS, Format.WORD, 503, false)),
                    Map.entry(
                            "/health/live",
                            new Route(Group.LIVENESS, Format.MICROPROFILE, 503, false)),
                    Map.entry(
                            "/health/ready",
                            new Route(Group.READINESS, Format.MICROPROFILE, 503, false)),
                    Map.entry(
                            "/health/started",
                            new Route(Group.STARTUP, Format.MICROPROFILE, 503, false)),
                    Map.entry(
                            "/v2/health/live",
                            new Route(Group.LIVENESS, Format.INFERENCE, 503, false)),
                    Map.entry(
                            "/v2/health/ready",
                            new Route(Group.READINESS, Format.INFERENCE, 503, false)));

    /// `/health` as MicroProfile Health has it: everything at once.
    static final Route EVERYTHING =
            new Route(
                    List.of(Group.LIVENESS, Group.READINESS, Group.STARTUP),
                    Optional.empty(),
                    Format.MICROPROFILE,
                    503,
                    false);

    private Route(Group group, Format format, int failing, boolean gated) {
        this(List.of(group), Optional.empty(), format, failing, gated);
    }

    /// @param path without a trailing slash
    static Optional<Route> of(String path) {
        Route fixed = FIXED.get(path);
        if (fixed != null) {
            return Optional.of(fixed);
        }
        int slash = path.lastIndexOf('/');
        String last = path.substring(slash + 1);
        return switch (path.substring(0, Math.max(0, slash))) {
            case "/livez" -> Optional.of(member(Group.LIVENESS, last));
            case "/readyz" -> Optional.of(member(Group.READINESS, last));
            case "/startupz" -> Optional.of(member(Group.STARTUP, last));
            case "/health/group" -> group(last);
            default -> Optional.empty();
        };
    }

    private static Route member(Group group, String name) {
        return new Route(List.of(group), Optional.of(name), Format.KUBERNETES, 503, false);
    }

    private static Optional<Route> group(String name) {
        try {
            return Optional.of(new Route(new Group(name), Format.SERVICE, 503, false));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    Route failingWith(int status) {
        return new Route(groups, member, format, status, gated);
    }

    Route ungated() {
        return new Route(groups, member, format, failing, false);
    }

    Group group() {
        return groups.get(0);
    }
}
