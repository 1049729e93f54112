package dev.probity.simulator.draw;

import dev.probity.engine.ReplicaState;
import dev.probity.spec.ProbeType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A picture as a page of SVG, without anything from elsewhere.
public final class SvgDrawing {
    /// Units of the drawing; one column is one wide.
    public static final int COLUMNS = 900;

    private static final int LEFT = 110;
    private static final int LANE = 20;
    private static final int HEAD = 44;
    private static final int FOOT = 44;

    private final Picture picture;
    private final StringBuilder text = new StringBuilder();
    private int y;

    private SvgDrawing(Picture picture) {
        this.picture = picture;
    }

    /// @param picture with {@link #COLUMNS} columns
    public static String of(Picture picture, String title) {
        return new SvgDrawing(picture).draw(title);
    }

    private String draw(String title) {
        int lanes = picture.rows().values().stream().mapToInt(row -> row.marks().size() + 3).sum();
        int height = HEAD + picture.rows().size() * 54 + lanes * LANE + FOOT;
        int width = LEFT + COLUMNS + 30;
        text.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                        .formatted(width, height));
        text.append(
                "viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(width, height));
        text.append("<title>").append(escaped(title)).append("</title>\n");
        rectangle(0, 0, width, height, "#ffffff");
        label(12, 24, "font-size=\"15\" font-weight=\"bold\"", title);
        y = HEAD;
        picture.rows().forEach((replica, row) -> draw(replica.toString(), row));
        legend();
        return text.append("</svg>\n").toString();
    }

    private void draw(String name, Row row) {
        label(12, y + 14, "font-weight=\"bold\"", name);
        y += LANE;
        for (Axis.Label mark : new Axis(picture.span(), COLUMNS).labels(90)) {
            int x = LEFT + mark.column();
            label(x, y + 14, "fill=\"#666666\" text-anchor=\"middle\"", mark.text());
            int bottom = y + 20 + (row.marks().size() + 2) * LANE;
            text.append(
                    "<path d=\"M%d %dV%d\" stroke=\"#dddddd\"/>\n".formatted(x, y + 20, bottom));
        }
        y += 20;
        states(row);
        for (ProbeType type : ProbeType.values()) {
            Mark[] marks = row.marks().get(type);
            if (marks != null) {
                attempts(type.title(), marks);
            }
        }
        traffic(row);
        y += 14 + LANE;
    }

    private void states(Row row) {
        lane("State");
        int from = 0;
        for (int column = 1; column <= COLUMNS; column++) {
            if (column == COLUMNS || row.state(column) != row.state(from)) {
                String tip = row.state(from).name().toLowerCase(Locale.ROOT).replace('_', ' ');
                text.append("<g><title>").append(tip).append("</title>");
                rectangle(LEFT + from, y + 3, column - from, LANE - 6, colour(row.state(from)));
                text.append("</g>\n");
                from = column;
            }
        }
        for (int column = 0; column < COLUMNS; column++) {
            if (row.turn(column) != Turn.NONE) {
                label(
                        LEFT + column,
                        y + 15,
                        "font-size=\"13\" text-anchor=\"middle\"",
                        row.turn(column).sign());
            }
        }
        y += LANE;
    }

    private void attempts(String name, Mark... marks) {
        lane(name);
        for (int column = 0; column < COLUMNS; column++) {
            if (marks[column] != Mark.NONE) {
                rectangle(LEFT + column - 1, y + 4, 3, LANE - 8, colour(marks[column]));
            }
        }
        y += LANE;
    }

    private void traffic(Row row) {
        lane("Traffic");
        int from = 0;
        for (int column = 1; column <= COLUMNS; column++) {
            if (column == COLUMNS || row.traffic(column) != row.traffic(from)) {
                if (row.traffic(from)) {
                    rectangle(LEFT + from, y + 7, column - from, LANE - 14, "#1f6feb");
                }
                from = column;
            }
        }
    }

    private void lane(String name) {
        label(LEFT - 10, y + 14, "fill=\"#333333\" text-anchor=\"end\"", name);
    }

    private void legend() {
        int x = LEFT;
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        entries.add(Map.entry("starting", colour(ReplicaState.STARTING)));
        entries.add(Map.entry("started, healthy", colour(ReplicaState.HEALTHY)));
        entries.add(Map.entry("ready", colour(ReplicaState.READY)));
        entries.add(Map.entry("stopping", colour(ReplicaState.STOPPING)));
        entries.add(Map.entry("backing off", colour(ReplicaState.BACKING_OFF)));
        entries.add(Map.entry("attempt passed", colour(Mark.PASSED)));
        entries.add(Map.entry("attempt failed", colour(Mark.FAILED)));
        for (Map.Entry<String, String> entry : entries) {
            rectangle(x, y + 4, 12, 12, entry.getValue());
            label(x + 16, y + 14, "fill=\"#333333\"", entry.getKey());
            x += 34 + entry.getKey().length() * 7;
        }
        label(LEFT, y + 34, "fill=\"#333333\"", "▲ launched   † killed by a probe   ↓ exited");
    }

    private void rectangle(int x, int top, int width, int height, String colour) {
        text.append(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
                        .formatted(x, top, width, height, colour));
    }

    private void label(int x, int baseline, String style, String words) {
        text.append(
                "<text x=\"%d\" y=\"%d\" %s>%s</text>\n"
                        .formatted(x, baseline, style, escaped(words)));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String colour(ReplicaState state) {
        return switch (state) {
            case PENDING, STOPPED -> "#eeeeee";
            case STARTING -> "#f2b84b";
            case STARTED, HEALTHY -> "#b7dfb0";
            case READY -> "#4caf6a";
            case DRAINING -> "#b9c7d8";
            case STOPPING -> "#8894a3";
            case BACKING_OFF -> "#b48ad6";
            case FAILED -> "#c0392b";
        };
    }

    private static String colour(Mark mark) {
        return switch (mark) {
            case NONE -> "none";
            case PASSED -> "#2e8b57";
            case FAILED -> "#d6413b";
            case BOTH -> "#e08a2b";
            case BROKEN -> "#888888";
        };
    }
}
