package dev.probity.simulator.draw;

import dev.probity.engine.ReplicaState;
import dev.probity.spec.ProbeType;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// A picture in characters.
public final class TerminalDrawing {
    private static final int INDENT = 12; // columns for the names of lanes
    private static final int LABEL = 8; // columns for a time and a gap

    private TerminalDrawing() {}

    /// Ends with a line break.
    public static String of(Picture picture) {
        StringBuilder text = new StringBuilder();
        picture.rows()
                .forEach((replica, row) -> {
                    text.append(replica).append('\n');
                    lane(text, "", axis(picture));
                    lane(text, "life", line(picture, column -> row.turn(column).sign()));
                    lane(text, "state", line(picture, column -> letter(row.state(column))));
                    for (ProbeType type : ProbeType.values()) {
                        Mark[] marks = row.marks().get(type);
                        if (marks != null) {
                            lane(
                                    text,
                                    type.title().toLowerCase(Locale.ROOT),
                                    line(picture, column -> marks[column].sign()));
                        }
                    }
                    lane(text, "traffic", line(picture, column -> row.traffic(column) ? "━" : " "));
                    text.append('\n');
                });
        if (picture.isPartial()) {
            text.append("More replicas than these were simulated.\n");
        }
        return text.append(legend(picture)).toString();
    }

    private static void lane(StringBuilder text, String name, String line) {
        text.append(("  " + name + " ".repeat(INDENT)).substring(0, INDENT))
                .append(line.stripTrailing())
                .append('\n');
    }

    private static String axis(Picture picture) {
        StringBuilder line = new StringBuilder();
        for (Axis.Label label : new Axis(picture.span(), picture.columns()).labels(LABEL)) {
            if (label.column() < picture.columns()) {
                line.repeat(" ", Math.max(0, label.column() - line.length())).append(label.text());
            }
        }
        return line.toString();
    }

    private static String line(Picture picture, IntFunction<String> sign) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < picture.columns(); column++) {
            line.append(sign.apply(column));
        }
        return line.toString();
    }

    private static String letter(ReplicaState state) {
        return switch (state) {
            case PENDING -> "·";
            case STARTING -> "s";
            case STARTED -> "S";
            case HEALTHY -> "H";
            case READY -> "R";
            case DRAINING -> "d";
            case STOPPING -> "x";
            case STOPPED -> "-";
            case BACKING_OFF -> "b";
            case FAILED -> "!";
        };
    }

    /// Only what the picture shows.
    private static String legend(Picture picture) {
        Set<String> states = new TreeSet<>();
        Set<Turn> turns = EnumSet.noneOf(Turn.class);
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Row row : picture.rows().values()) {
            for (int column = 0; column < picture.columns(); column++) {
                ReplicaState state = row.state(column);
                String name = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                states.add(letter(state) + " " + name);
                turns.add(row.turn(column));
                for (Mark[] lane : row.marks().values()) {
                    marks.add(lane[column]);
                }
            }
        }
        List<String> words = new ArrayList<>(states);
        turns.stream()
                .filter(turn -> turn != Turn.NONE)
                .forEach(turn -> words.add(turn.sign() + " " + turn.meaning()));
        marks.stream()
                .filter(mark -> mark != Mark.NONE)
                .forEach(mark -> words.add(mark.sign() + " " + mark.meaning()));
        return String.join("   ", words) + "\n";
    }
}
