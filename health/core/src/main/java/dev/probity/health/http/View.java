package dev.probity.health.http;

import dev.probity.health.Health;
import dev.probity.health.Report;
import dev.probity.health.Standing;
import dev.probity.health.Status;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Everything that a form may put into words.
///
/// @param report without the excluded members
/// @param facts what the service publishes about itself on this page
/// @param details whether whoever asks may see them
record View(
        Health health,
        Route route,
        Query query,
        Report report,
        Map<String, @Nullable Object> facts,
        boolean details) {

    // Names under which checks carry what nobody should read in a probe's answer.
    private static final Pattern SECRET =
            Pattern.compile(
                    ".*(secret|password|token|key|credential|dsn|url).*", Pattern.CASE_INSENSITIVE);

    boolean passes() {
        return report.status().passes();
    }

    /// The service has not started, and this page is to say so.
    boolean isStarting() {
        return route.gated() && !health.startup().isComplete();
    }

    List<String> degraded() {
        return report.standings().stream()
                .filter(member -> member.weighed() == Status.DEGRADED)
                .map(Standing::name)
                .toList();
    }

    /// Everything about one member that only some may see.
    Map<String, Object> detailsOf(Standing member) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (!member.reason().isEmpty()) {
            all.put("reason", member.reason());
        }
        all.put("state", member.status().name().toLowerCase(Locale.ROOT));
        all.put("critical", member.critical());
        all.put("since", Timestamps.of(member.since()));
        all.put("checked_at", Timestamps.of(member.checkedAt()));
        all.put("took_ms", member.took().toNanos() / 1e6);
        all.put("failures_in_a_row", member.tally().failuresInARow());
        all.put("runs", member.tally().runs());
        member.data()
                .forEach((key, value) ->
                        all.put(key, SECRET.matcher(key).matches() ? "withheld" : value));
        return all;
    }
}
