package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.conformance.action.Visits.Request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a case says about the requests that its servers have seen.
record RequestMatcher(String where, JsonNode wanted, Request actual) {

    private static final Set<String> KNOWN =
            Set.of(
                    "server",
                    "method",
                    "path",
                    "target",
                    "header",
                    "headerMatches",
                    "headerAbsent",
                    "headerValues",
                    "headerCount");

    static List<String> mismatches(JsonNode wanted, List<Request> actual) {
        List<String> mismatches = new ArrayList<>();
        if (wanted.size() != actual.size()) {
            mismatches.add("requests: expected %d, were %s".formatted(wanted.size(), actual));
        }
        for (int i = 0; i < Math.min(wanted.size(), actual.size()); i++) {
            Fields.allow(wanted.get(i), "expect.requests", KNOWN);
            new RequestMatcher("requests[" + i + "]", wanted.get(i), actual.get(i))
                    .compare(mismatches);
        }
        return mismatches;
    }

    private void compare(List<String> mismatches) {
        same("server", actual.server(), mismatches);
        same("method", actual.method(), mismatches);
        same("path", actual.path(), mismatches);
        same("target", actual.target(), mismatches);
        Fields.texts(wanted.path("header"))
                .forEach((name, value) ->
                        check(actual.values(name).equals(List.of(value)), name, value, mismatches));
        Fields.texts(wanted.path("headerMatches"))
                .forEach((name, pattern) ->
                        check(
                                actual.value(name)
                                        .filter(Pattern.compile(pattern).asPredicate())
                                        .isPresent(),
                                name,
                                pattern,
                                mismatches));
        Fields.list(wanted.path("headerAbsent"))
                .forEach(name -> check(actual.values(name).isEmpty(), name, "none", mismatches));
        wanted.path("headerValues")
                .properties()
                .forEach(entry ->
                        check(
                                actual.values(entry.getKey()).equals(Fields.list(entry.getValue())),
                                entry.getKey(),
                                entry.getValue().toString(),
                                mismatches));
        headerCount(mismatches);
    }

    /// Of one header by its name, or of all.
    private void headerCount(List<String> mismatches) {
        JsonNode count = wanted.path("headerCount");
        if (count.isNumber()) {
            check(
                    actual.headers().size() == count.asInt(),
                    "count of headers",
                    count.toString(),
                    mismatches);
        }
        count.properties()
                .forEach(entry ->
                        check(
                                actual.values(entry.getKey()).size() == entry.getValue().asInt(),
                                "count of " + entry.getKey(),
                                entry.getValue().toString(),
                                mismatches));
    }

    private void same(String field, String value, List<String> mismatches) {
        if (wanted.has(field) && !wanted.get(field).asText().equals(value)) {
            mismatches.add(
                    "%s.%s: expected <%s>, was <%s>"
                            .formatted(where, field, wanted.get(field).asText(), value));
        }
    }

    private void check(boolean holds, String what, String expected, List<String> mismatches) {
        if (!holds) {
            mismatches.add(
                    "%s: expected %s <%s>, headers were %s"
                            .formatted(where, what, expected, actual.headers()));
        }
    }
}
