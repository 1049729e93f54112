package dev.probity.cli.simulated;

import dev.probity.simulator.explain.Explanation;
import dev.probity.simulator.explain.Telling;
import dev.probity.spec.Service;

import java.util.List;

/// An explanation as paragraphs beside their titles.
final class Sentences {
    private static final int WIDTH = 96; // of a line
    private static final int INDENT = 14;

    private Sentences() {}

    static String of(Explanation explanation) {
        StringBuilder text = new StringBuilder();
        Service service = explanation.service();
        text.append(service.name());
        text.append(
                service.replicas() == 1 ? ": 1 replica" : ": " + service.replicas() + " replicas");
        text.append("\n\n");
        Telling.of(explanation).forEach(paragraph -> say(text, paragraph));
        return text.append('\n').toString();
    }

    private static void say(StringBuilder text, Telling.Paragraph paragraph) {
        String title = paragraph.title();
        String head =
                ("  " + title + " ".repeat(INDENT))
                        .substring(0, Math.max(INDENT, title.length() + 3));
        List<String> lines = Paragraph.lines(paragraph.text(), WIDTH - INDENT);
        text.append(head).append(lines.getFirst()).append('\n');
        lines.stream()
                .skip(1)
                .forEach(line -> text.append(" ".repeat(INDENT)).append(line).append('\n'));
    }
}
