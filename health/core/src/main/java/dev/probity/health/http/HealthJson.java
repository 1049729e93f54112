package dev.probity.health.http;

import dev.probity.health.Status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The Internet draft "Health Check Response Format for HTTP APIs", number 06.
final class HealthJson {
    private HealthJson() {}

    static String of(View view) {
        Map<String, Object> checks = new LinkedHashMap<>();
        view.report()
                .standings()
                .forEach(member -> {
                    Map<String, Object> check = new LinkedHashMap<>();
                    check.put("status", word(member.weighed()));
                    if (view.details()) {
                        check.put("time", Timestamps.of(member.checkedAt()));
                        if (!member.reason().isEmpty()) {
                            check.put("output", member.reason());
                        }
                    }
                    checks.put(member.name(), List.of(check));
                });
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", word(view.report().status()));
        body.put("serviceId", view.health().service());
        if (!view.report().reason().isEmpty()) {
            body.put("output", view.report().reason());
        }
        body.put("checks", checks);
        return Json.of(body);
    }

    private static String word(Status status) {
        return switch (status) {
            case UP -> "pass";
            case DEGRADED -> "warn";
            case DOWN, UNKNOWN -> "fail";
        };
    }
}
