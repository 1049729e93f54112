package dev.probity.spec.yaml;

import dev.probity.spec.text.Marked;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Changes of a YAML text that leave everything between them as it is.
final class TextChanges {
    /// What YAML and interpolation read as it stands, and as text: no number, no `true`.
    private static final Pattern PLAIN = Pattern.compile("[/A-Za-z][A-Za-z0-9/._-]*");

    private static final Pattern NOT_TEXT =
            Pattern.compile("(?i)true|false|yes|no|on|off|null|\\.inf|\\.nan");

    private final String text;
    private final List<Change> changes = new ArrayList<>();

    TextChanges(String text) {
        this.text = text;
    }

    /// @param end exclusive
    private record Change(int begin, int end, String text) {}

    static String quoted(String value) {
        if (PLAIN.matcher(value).matches() && !NOT_TEXT.matcher(value).matches()) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        // Dollar signs are doubled, since a value that is read is interpolated.
        for (char letter : value.replace("$", "$$").toCharArray()) {
            switch (letter) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (letter < ' ' || letter == '\u007f' || letter == '\u0085') {
                        quoted.append(String.format("\\u%04x", (int) letter));
                    } else {
                        quoted.append(letter);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /// Whether it could be done: what stands elsewhere cannot be changed here.
    boolean replace(Marked value, String wanted) {
        if (value instanceof Marked.Opaque) {
            return false;
        }
        boolean empty = value.begin() == value.end(); // `key:` and nothing behind it
        changes.add(new Change(value.begin(), value.end(), empty ? " " + wanted : wanted));
        return true;
    }

    boolean replace(Marked.Entry entry, String wanted) {
        changes.add(new Change(entry.begin(), entry.end(), wanted));
        return true;
    }

    /// Behind the last entry of a mapping, which has one.
    void add(Marked.Mapping mapping, String key, String value) {
        add(mapping, mapping.flow() ? ", " + key + ": " + value : key + ": " + value);
    }

    void add(Marked.Mapping mapping, String key, Map<String, String> fields) {
        String inner = mapping.flow() ? ", " : lineBreak() + " ".repeat(indent(mapping) + 2);
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(name + ": " + value));
        add(
                mapping,
                mapping.flow()
                        ? ", " + key + ": {" + String.join(inner, pairs) + "}"
                        : key + ":" + inner + String.join(inner, pairs));
    }

    private void add(Marked.Mapping mapping, String words) {
        Marked.Entry last = mapping.entries().getLast();
        if (mapping.flow()) {
            changes.add(new Change(last.end(), last.end(), words));
            return;
        }
        int end = lineEnd(last.end());
        // A block text ends with its line break, and so behind it.
        boolean behind = last.end() > 0 && text.charAt(last.end() - 1) == '\n';
        String line = " ".repeat(indent(mapping)) + words;
        changes.add(
                behind
                        ? new Change(last.end(), last.end(), line + lineBreak())
                        : new Change(end, end, lineBreak() + line));
    }

    private int indent(Marked.Mapping mapping) {
        int begin = mapping.entries().getFirst().begin();
        return begin - (text.lastIndexOf('\n', begin - 1) + 1);
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        if (end < 0) {
            return text.length();
        }
        return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /// With its line, or its comma. The only entry of a mapping cannot go.
    boolean remove(Marked.Mapping mapping, Marked.Entry entry) {
        List<Marked.Entry> entries = mapping.entries();
        if (entries.size() < 2) {
            return false;
        }
        int index = entries.indexOf(entry);
        if (mapping.flow()) {
            boolean last = index == entries.size() - 1;
            changes.add(
                    last
                            ? new Change(entries.get(index - 1).end(), entry.end(), "")
                            : new Change(entry.begin(), entries.get(index + 1).begin(), ""));
            return true;
        }
        int begin = text.lastIndexOf('\n', entry.begin() - 1) + 1;
        if (!text.substring(begin, entry.begin()).isBlank()) {
            return false; // it stands behind a dash
        }
        boolean behind = text.charAt(entry.end() - 1) == '\n';
        int end = behind ? entry.end() : text.indexOf('\n', entry.end()) + 1;
        changes.add(new Change(begin, end == 0 ? text.length() : end, ""));
        return true;
    }

    /// From the last to the first, so that places stay what they are. Those at one place go in the
    /// order in which they were asked for.
    String apply() {
        StringBuilder changed = new StringBuilder(text);
        List<Change> sorted = new ArrayList<>(changes.reversed());
        sorted.sort(Comparator.comparingInt(Change::begin).reversed());
        for (Change change : sorted) {
            changed.replace(change.begin(), change.end(), change.text());
        }
        return changed.toString();
    }
}
