package dev.probity.health.http;

import dev.probity.health.Group;
import dev.probity.health.Phase;
import dev.probity.health.Standing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `{"status":"healthy","service":...}` and `{"status":"not_ready","reason":...}`.
final class ServiceJson {
    private ServiceJson() {}

    static String of(View view) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        Group group = view.route().group();
        if (view.isStarting() || (group.equals(Group.STARTUP) && !view.passes())) {
            starting(view, body);
        } else if (group.equals(Group.LIVENESS)) {
            liveness(view, body);
        } else if (group.equals(Group.READINESS)) {
            readiness(view, body);
        } else if (group.equals(Group.STARTUP)) {
            body.put("status", "started");
            body.put("service", view.health().service());
        } else {
            other(view, body);
        }
        if (view.details()) {
            body.put("checks", checks(view));
        }
        return Json.of(body);
    }

    private static void starting(View view, Map<String, @Nullable Object> body) {
        Phase phase = view.health().startup().phase();
        body.put("status", "starting");
        body.put("service", view.health().service());
        body.put("phase", phase.name());
        if (phase.done() > 0 || phase.total() > 0) {
            body.put("done", phase.done());
        }
        if (phase.total() > 0) {
            body.put("total", phase.total());
            body.put("progress", Math.floor(1000.0 * phase.done() / phase.total()) / 1000);
        }
        String reason = view.health().report(Group.STARTUP).reason();
        if (!reason.equals("starting")) {
            body.put("reason", reason);
        }
    }

    private static void liveness(View view, Map<String, @Nullable Object> body) {
        body.put("status", view.passes() ? "healthy" : "unhealthy");
        body.put("service", view.health().service());
        if (!view.passes()) {
            body.put("error", view.report().reason());
        }
        degraded(view, body);
        body.put("timestamp", Timestamps.of(Instant.now()));
        body.put("uptime_seconds", view.health().uptime().toMillis() / 1000.0);
        body.putAll(view.facts());
    }

    /// A failure says why and nothing else: what is not ready may not be able to say more.
    private static void readiness(View view, Map<String, @Nullable Object> body) {
        if (view.passes()) {
            body.put("status", "ready");
            body.put("service", view.health().service());
            degraded(view, body);
            body.putAll(view.facts());
            body.put("timestamp", Timestamps.of(Instant.now()));
        } else {
            body.put("status", "not_ready");
            body.put("reason", view.report().reason());
        }
    }

    private static void other(View view, Map<String, @Nullable Object> body) {
        body.put("status", view.report().status().name().toLowerCase(Locale.ROOT));
        body.put("group", view.report().group().name());
        if (!view.report().reason().isEmpty()) {
            body.put("reason", view.report().reason());
        }
        body.putAll(view.facts());
    }

    private static void degraded(View view, Map<String, @Nullable Object> body) {
        List<String> names = view.degraded();
        if (!names.isEmpty()) {
            body.put("degraded", names);
        }
    }

    private static Map<String, Object> checks(View view) {
        Map<String, Object> checks = new LinkedHashMap<>();
        for (Standing member : view.report().standings()) {
            checks.put(member.name(), view.detailsOf(member));
        }
        return checks;
    }
}
