package dev.probity.samples.logging.http;

import dev.probity.samples.logging.predictions.Refusal;
import dev.probity.samples.logging.store.Queries.Filter;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The query of GET /predictions.
final class PageRequest {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private PageRequest() {}

    static Filter parse(@Nullable String query) throws Refusal {
        Map<String, String> values = new TreeMap<>();
        for (String pair : (query == null ? "" : query).split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                values.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        Filter filter =
                new Filter(
                        number(values, "limit").map(Long::intValue).orElse(USUAL),
                        number(values, "before"),
                        text(values, "edge_device_id"),
                        text(values, "model_name"),
                        truth(values.remove("defect_only")));
        if (!values.isEmpty()) {
            throw new Refusal(
                    400,
                    "",
                    "there is no filter \"%s\"; there are limit, before, edge_device_id, model_name"
                                    .formatted(values.keySet().iterator().next())
                            + " and defect_only");
        }
        if (filter.limit() < 1 || filter.limit() > MOST) {
            throw new Refusal(
                    400, "", "limit is %d; it can be 1 to %d".formatted(filter.limit(), MOST));
        }
        return filter;
    }

    private static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException problem) {
            throw new Refusal(400, "", "the query has a % that no two hex digits follow");
        }
    }

    private static Optional<String> text(Map<String, String> values, String name) {
        return Optional.ofNullable(values.remove(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<Long> number(Map<String, String> values, String name) throws Refusal {
        Optional<String> text = text(values, name);
        if (text.isPresent() && !text.get().matches("\\d{1,18}")) {
            throw new Refusal(
                    400, "", "%s is \"%s\"; it is a whole number".formatted(name, text.get()));
        }
        return text.map(Long::valueOf);
    }

    private static boolean truth(@Nullable String value) throws Refusal {
        if (value == null) {
            return false;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new Refusal(
                            400, "", "defect_only is \"" + value + "\"; it can be true or false");
        };
    }
}
