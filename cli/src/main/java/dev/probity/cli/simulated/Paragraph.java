package dev.probity.cli.simulated;

import java.util.ArrayList;
import java.util.List;

/// Text in lines that fit beside another window.
final class Paragraph {
    private static final int WIDTH = 92;

    private Paragraph() {}

    /// Ends with a line break.
    static String wrapped(String sentences) {
        return String.join("\n", lines(sentences, WIDTH)) + "\n";
    }

    /// A no-break space is a space that no line ends at.
    static List<String> lines(String sentences, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentences.split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() + 1 > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word.replace('\u00a0', ' '));
        }
        lines.add(line.toString());
        return lines;
    }
}
