package dev.probity.cli.top;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// One replica: its probes on a line of time, what their last failures said, and what happened.
final class Closer {
    private static final String KEYS = "Esc goes back   + - more or less time   q leaves";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int LABELS = 10; // columns before a lane
    private static final int NUMBERS = 36; // columns behind it
    private static final int FAILURES = 5;

    private Closer() {}

    /// What is known of a replica.
    ///
    /// @param probes with their attempts
    /// @param events of this replica, oldest first
    record Subject(JsonNode replica, JsonNode probes, List<JsonNode> events, Instant now) {
        Subject {
            events = List.copyOf(events);
        }
    }

    /// @param span how much time the lanes show
    static Frame of(Subject subject, Duration span, Size size, ZoneId zone) {
        int columns = Math.clamp(size.columns() - LABELS - NUMBERS, 10, 200);
        Lane lane = new Lane(subject.now(), span, columns);
        List<Line> head = new ArrayList<>();
        head.add(title(subject.replica()));
        head.add(facts(subject.replica()));
        List<Line> rows = new ArrayList<>();
        for (JsonNode probe : subject.probes()) {
            rows.add(probe(probe, lane, subject.now()));
        }
        rows.add(lane.axis(LABELS));
        DateTimeFormatter time = TIME.withZone(zone);
        failures(rows, subject.probes(), time);
        rows.add(new Line());
        for (JsonNode event : subject.events().reversed()) {
            rows.add(
                    new Line()
                            .add(time(event, time) + "  ", Style.FAINT)
                            .add(event.path("text").asText()));
        }
        return new Frame(head, rows, List.of(new Line().add(KEYS, Style.FAINT)), -1);
    }

    private static String time(JsonNode json, DateTimeFormatter time) {
        return Units.time(json.path("time")).map(time::format).orElse("");
    }

    private static Line title(JsonNode replica) {
        Line line =
                new Line()
                        .add(replica.path("id").asText(), Style.STRONG)
                        .add("  " + replica.path("state").asText())
                        .add(replica.path("inRotation").asBoolean() ? ", takes traffic" : "");
        JsonNode budget = replica.path("budget");
        if (budget.isObject()) {
            line.add(
                    "  %s of %s left for its %s"
                            .formatted(
                                    Units.seconds(budget.path("leftSeconds").asDouble()),
                                    Units.seconds(budget.path("totalSeconds").asDouble()),
                                    budget.path("probe").asText()),
                    Style.WAITING);
        }
        return line;
    }

    private static Line facts(JsonNode replica) {
        Line line = new Line().add(replica.path("incarnation").asText(""), Style.FAINT);
        int restarts = replica.path("restarts").asInt();
        line.add("  " + restarts + (restarts == 1 ? " restart" : " restarts"), Style.FAINT);
        JsonNode resources = replica.path("resources");
        if (resources.isObject()) {
            line.add(
                    "  %s cores, %s"
                            .formatted(
                                    Units.cores(resources),
                                    Units.bytes(resources.path("memoryBytes").asLong())),
                    Style.FAINT);
        }
        replica.path("ports")
                .properties()
                .forEach(port ->
                        line.add(
                                "  port " + port.getKey() + " is " + port.getValue().asText(),
                                Style.FAINT));
        return line;
    }

    private static Line probe(JsonNode probe, Lane lane, Instant now) {
        Line line = new Line().add(probe.path("type").asText(), Style.STRONG).to(LABELS);
        lane.draw(line, probe.path("attempts"));
        boolean passing = probe.path("passing").asBoolean();
        if (probe.path("paused").asBoolean()) {
            return line.add("  paused", Style.WAITING);
        }
        if (probe.has("last")) {
            line.add(
                    "  %s %d of %d"
                            .formatted(
                                    passing ? "✓" : "✗",
                                    probe.path("streak").asInt(),
                                    probe.path("threshold").asInt()),
                    passing ? Style.GOOD : Style.BAD);
        }
        if (probe.path("attempting").asBoolean()) {
            line.add("  asks", Style.FAINT);
        } else {
            Units.time(probe.path("nextDue"))
                    .ifPresent(due -> {
                        double left = Duration.between(now, due).toMillis() / 1e3;
                        line.add("  next in " + Units.seconds(left), Style.FAINT);
                    });
        }
        double period = probe.path("probe").path("periodSeconds").asDouble();
        return line.add("  every " + Math.round(period) + "s", Style.FAINT);
    }

    private static void failures(List<Line> rows, JsonNode probes, DateTimeFormatter time) {
        record Failure(String type, JsonNode attempt) {}
        List<Failure> failures = new ArrayList<>();
        for (JsonNode probe : probes) {
            for (JsonNode attempt : probe.path("attempts")) {
                String result = attempt.path("result").asText();
                if (!result.equals("success")) {
                    failures.add(new Failure(probe.path("type").asText(), attempt));
                }
            }
        }
        failures.sort(
                Comparator.comparing((Failure failure) -> failure.attempt().path("time").asText()));
        for (Failure failure : failures.reversed().stream().limit(FAILURES).toList()) {
            String output = failure.attempt().path("output").asText();
            rows.add(
                    new Line()
                            .add(time(failure.attempt(), time) + "  ", Style.FAINT)
                            .add(failure.type() + ": ", Style.BAD)
                            .add(output.lines().findFirst().orElse("no output")));
        }
    }
}
