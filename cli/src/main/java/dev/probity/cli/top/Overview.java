package dev.probity.cli.top;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.cli.terminal.Ages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// All services and their replicas, a line each.
final class Overview {
    private static final String KEYS = "↑ ↓ choose   Enter looks closer   q leaves";
    private static final int NAME = 2;

    private final JsonNode application;
    private final Rates rates;
    private final Instant now;
    private final int nameWidth;

    private Overview(JsonNode application, Rates rates) {
        this.application = application;
        this.rates = rates;
        this.now = Units.time(application.path("now")).orElse(Instant.EPOCH);
        this.nameWidth =
                Math.clamp(
                        replicas(application).stream()
                                .mapToInt(replica -> replica.path("id").asText().length())
                                .max()
                                .orElse(0),
                        8,
                        32);
    }

    /// In the order of the rows that can be chosen.
    static List<JsonNode> replicas(JsonNode application) {
        List<JsonNode> replicas = new ArrayList<>();
        application
                .path("services")
                .forEach(service -> service.path("replicas").forEach(replicas::add));
        return replicas;
    }

    /// @param chosen which replica is pointed at, from 0; -1 for none
    static Frame of(JsonNode application, Rates rates, int chosen) {
        return new Overview(application, rates).frame(chosen);
    }

    private Frame frame(int chosen) {
        List<Line> rows = new ArrayList<>();
        int row = -1;
        int replicas = 0;
        for (JsonNode service : application.path("services")) {
            rows.add(service(service));
            for (JsonNode replica : service.path("replicas")) {
                if (replicas++ == chosen) {
                    row = rows.size();
                }
                rows.add(replica(replica));
            }
        }
        List<Line> foot = chosen < 0 ? List.of() : List.of(new Line().add(KEYS, Style.FAINT));
        return new Frame(List.of(title(), headings()), rows, foot, row);
    }

    private Line title() {
        List<JsonNode> all = replicas(application);
        long serving =
                all.stream().filter(replica -> replica.path("inRotation").asBoolean()).count();
        Line line =
                new Line()
                        .add(application.path("name").asText(), Style.STRONG)
                        .add("  " + serving + " of " + all.size() + " replicas take traffic")
                        .add(
                                "  up " + Ages.since(application.path("since").asText(), now),
                                Style.FAINT);
        return application.path("ending").asBoolean()
                ? line.add("  is being stopped", Style.WAITING)
                : line;
    }

    /// Where the columns end, from the left; those that do not fit are cut.
    private int column(int number) {
        return NAME
                + nameWidth
                + 2
                + switch (number) {
                    case 0 -> 22; // STATE, to its end
                    case 1 -> 30; // RESTARTS
                    case 2 -> 37; // FOR
                    case 3 -> 44; // CPU
                    case 4 -> 53; // MEMORY
                    case 5 -> 61; // REQ/S
                    default -> 69; // IN FLIGHT
                };
    }

    private Line headings() {
        Line line = new Line().to(NAME).add("REPLICA", Style.FAINT);
        line.to(NAME + nameWidth + 2).add("STATE", Style.FAINT);
        String[] titles = {"RESTARTS", "FOR", "CPU", "MEMORY", "REQ/S", "FLIGHT"};
        for (int i = 0; i < titles.length; i++) {
            line.right(titles[i], column(i + 1), Style.FAINT);
        }
        return line.add("  PROBES", Style.FAINT);
    }

    private Line service(JsonNode service) {
        Line line = new Line().add(service.path("name").asText(), Style.STRONG);
        line.to(NAME + nameWidth + 2);
        if (service.path("external").asBoolean()) {
            line.add("external", Style.FAINT);
        } else if (!service.path("running").asBoolean()) {
            line.add("stopped", Style.FAINT);
        } else {
            int serving = 0;
            for (JsonNode replica : service.path("replicas")) {
                serving += replica.path("inRotation").asBoolean() ? 1 : 0;
            }
            int scale = service.path("scale").asInt();
            line.add(
                    serving + "/" + scale + " take traffic",
                    serving >= scale ? Style.GOOD : Style.WAITING);
        }
        for (JsonNode address : service.path("addresses")) {
            line.add("  " + address.asText(), Style.FAINT);
        }
        return line;
    }

    private Line replica(JsonNode replica) {
        Line line = new Line().to(NAME).add(replica.path("id").asText());
        line.to(NAME + nameWidth + 2).add(state(replica), style(replica));
        JsonNode resources = replica.path("resources");
        int restarts = replica.path("restarts").asInt();
        line.right("" + restarts, column(1), restarts > 0 ? Style.WAITING : Style.PLAIN);
        line.right(Ages.since(replica.path("since").asText(), now), column(2), Style.PLAIN);
        line.right(Units.cores(resources), column(3), Style.PLAIN);
        line.right(
                resources.has("memoryBytes")
                        ? Units.bytes(resources.path("memoryBytes").asLong())
                        : "-",
                column(4),
                Style.PLAIN);
        OptionalDouble rate = rates.of(replica.path("id").asText());
        line.right(rate.isPresent() ? Units.rate(rate.getAsDouble()) : "-", column(5), Style.PLAIN);
        line.right(replica.path("traffic").path("inFlight").asText("0"), column(6), Style.PLAIN);
        line.add("  ");
        probes(line, replica);
        return line;
    }

    /// With what is left of its budget while it starts.
    private static String state(JsonNode replica) {
        String state = replica.path("state").asText();
        if (replica.path("quarantined").asBoolean()) {
            return state + ", quarantined";
        }
        JsonNode budget = replica.path("budget");
        return budget.isObject()
                ? state + ", " + Units.seconds(budget.path("leftSeconds").asDouble()) + " left"
                : state;
    }

    /// Red only for a failure: what starts, drains or stops does what it should.
    private static Style style(JsonNode replica) {
        return switch (replica.path("state").asText()) {
            case "ready" -> replica.path("inRotation").asBoolean() ? Style.GOOD : Style.WAITING;
            case "failed", "backing-off" -> Style.BAD;
            case "healthy" -> replica.has("budget") ? Style.WAITING : Style.BAD;
            case "stopped" -> Style.FAINT;
            default -> Style.WAITING;
        };
    }

    /// `S R L`, each in the colour of what it says; with its streak where it does not pass.
    private static void probes(Line line, JsonNode replica) {
        for (JsonNode container : replica.path("containers")) {
            for (JsonNode probe : container.path("probes")) {
                String letter =
                        probe.path("type").asText().substring(0, 1).toUpperCase(Locale.ROOT);
                if (probe.path("paused").asBoolean()) {
                    line.add(letter + " paused ", Style.WAITING);
                } else if (!probe.has("last")) {
                    line.add(letter + "? ", Style.FAINT);
                } else if (probe.path("passing").asBoolean()) {
                    line.add(letter + "✓ ", Style.GOOD);
                } else {
                    line.add(
                            "%s✗ %d of %d "
                                    .formatted(
                                            letter,
                                            probe.path("streak").asInt(),
                                            probe.path("threshold").asInt()),
                            replica.has("budget") ? Style.WAITING : Style.BAD);
                }
            }
        }
    }
}
