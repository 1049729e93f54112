package dev.probity.health.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// MicroProfile Health's wire format. It knows UP and DOWN only, and the whole is UP only if every
/// part is; so what cannot fail the whole is UP here, and its own state is among its data.
final class MicroProfileJson {
    private MicroProfileJson() {}

    static String of(View view) {
        List<Map<String, Object>> checks =
                view.report().standings().stream()
                        .map(member -> {
                            Map<String, Object> check = new LinkedHashMap<>();
                            check.put("name", member.name());
                            check.put("status", word(member.weighed().passes()));
                            if (view.details()) {
                                check.put("data", view.detailsOf(member));
                            }
                            return check;
                        })
                        .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", word(view.passes()));
        body.put("checks", checks);
        return Json.of(body);
    }

    private static String word(boolean passes) {
        return passes ? "UP" : "DOWN";
    }
}
