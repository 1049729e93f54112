package dev.probity.health.http;

import dev.probity.health.Group;
import dev.probity.health.Phase;
import dev.probity.health.Report;
import dev.probity.health.Standing;
import dev.probity.health.Status;

import java.util.Locale;
import java.util.Map;

/// The forms that are made of words.
final class Text {
    private static final Map<Group, String> ENDPOINTS =
            Map.of(
                    Group.LIVENESS, "livez",
                    Group.READINESS, "readyz",
                    Group.STARTUP, "startupz");

    private Text() {}

    /// As the Kubernetes API server answers: `ok`, or a line for each check. A failure is always
    /// told line by line, and why only to those who may know.
    ///
    /// @param all the report before members were excluded
    static String kubernetes(View view, Report all) {
        boolean verbose = view.query().verbose();
        if (view.passes() && !verbose) {
            return warnings(view, all) + "ok";
        }
        StringBuilder lines = new StringBuilder();
        if (all.standings().isEmpty() && view.passes()) {
            lines.append("[+]ping ok\n");
        }
        for (Standing member : all.standings()) {
            lines.append(line(view, member)).append('\n');
        }
        lines.append(warnings(view, all));
        return lines.append(ENDPOINTS.getOrDefault(all.group(), all.group().name()))
                .append(view.passes() ? " check passed\n" : " check failed\n")
                .toString();
    }

    private static String line(View view, Standing member) {
        if (view.query().exclude().contains(member.name())) {
            return "[+]" + member.name() + " excluded: ok";
        }
        String why = view.details() ? member.reason() : "reason withheld";
        return switch (member.weighed()) {
            case UP -> "[+]" + member.name() + " ok";
            case DEGRADED -> "[+]" + member.name() + " degraded: " + why;
            case DOWN -> "[-]" + member.name() + " failed: " + why;
            case UNKNOWN -> "[-]" + member.name() + " unknown: " + why;
        };
    }

    private static String warnings(View view, Report all) {
        StringBuilder lines = new StringBuilder();
        for (String name : view.query().exclude()) {
            boolean known = all.standings().stream().anyMatch(any -> any.name().equals(name));
            if (!known) {
                lines.append("warn: cannot exclude \"")
                        .append(printable(name))
                        .append("\": no check has this name\n");
            }
        }
        return lines.toString();
    }

    /// What was sent is not sent back raw.
    private static String printable(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "?");
        return plain.length() > 63 ? plain.substring(0, 63) : plain;
    }

    static String sentence(View view) {
        String name = view.route().group().name();
        String subject = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        if (view.passes()) {
            return subject + " check succeeded.";
        }
        String failed = subject + " check failed.";
        return view.route().group().equals(Group.STARTUP) ? failed + phase(view) : failed;
    }

    private static String phase(View view) {
        Phase phase = view.health().startup().phase();
        String amount = phase.total() > 0 ? " (" + phase.done() + " of " + phase.total() + ")" : "";
        return " Phase: " + phase.name() + amount + ".";
    }

    static String word(Status status) {
        return switch (status) {
            case UP -> "Healthy";
            case DEGRADED -> "Degraded";
            case DOWN, UNKNOWN -> "Unhealthy";
        };
    }

    static String inference(View view) {
        String value = String.valueOf(view.passes());
        return view.route().group().equals(Group.LIVENESS)
                ? "{\"live\":" + value + "}"
                : "{\"live\":true,\"ready\":" + value + "}";
    }
}
