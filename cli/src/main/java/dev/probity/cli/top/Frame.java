package dev.probity.cli.top;

import java.util.ArrayList;
import java.util.List;

/// What one look shows: a head, rows that may be more than fit, and a foot.
///
/// @param chosen the row that is pointed at; -1 for none
record Frame(List<Line> head, List<Line> rows, List<Line> foot, int chosen) {
    Frame {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
        foot = List.copyOf(foot);
    }

    /// As many lines as there are rows at most. On a small screen the rows around the chosen one
    /// win over the foot, and the foot over the head.
    List<String> shown(Size size, boolean colour) {
        int footRows = size.rows() > 4 ? foot.size() : 0;
        int headRows = Math.min(head.size(), Math.max(0, size.rows() - footRows - 1));
        int room = Math.max(0, size.rows() - headRows - footRows);
        int from = firstRow(room);
        List<String> lines = new ArrayList<>();
        head.subList(0, headRows)
                .forEach(line -> lines.add(line.shown(size.columns(), colour, false)));
        for (int row = from; row < Math.min(rows.size(), from + room); row++) {
            lines.add(rows.get(row).shown(size.columns(), colour, row == chosen));
        }
        foot.subList(0, footRows)
                .forEach(line -> lines.add(line.shown(size.columns(), colour, false)));
        return lines;
    }

    /// The chosen row is seen, with as many before it as behind it where that can be.
    private int firstRow(int room) {
        if (rows.size() <= room || chosen < 0) {
            return 0;
        }
        return Math.clamp(chosen - room / 2, 0, rows.size() - room);
    }
}
