package dev.probity.launch.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Which files of a build context stay at home: the patterns of its `.dockerignore`, of which the
/// last one that matches decides, and `!` takes a file back in.
final class IgnoredFiles {
    static final String NAME = ".dockerignore";

    private final List<Rule> rules;
    private final boolean hasExceptions;

    private record Rule(Pattern path, boolean takesBackIn) {}

    private IgnoredFiles(List<Rule> rules) {
        this.rules = rules;
        this.hasExceptions = rules.stream().anyMatch(Rule::takesBackIn);
    }

    static IgnoredFiles of(Path context) throws IOException {
        Path file = context.resolve(NAME);
        return parse(Files.exists(file) ? Files.readAllLines(file) : List.of());
    }

    static IgnoredFiles parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            boolean exception = text.startsWith("!");
            String pattern = exception ? text.substring(1).strip() : text;
            String path = Path.of("/").resolve(pattern.replaceFirst("^/+", "")).normalize() + "";
            rules.add(new Rule(Pattern.compile(expression(path.substring(1))), exception));
        }
        return new IgnoredFiles(rules);
    }

    /// @param name of a file or directory, relative to the context
    boolean leavesOut(String name) {
        boolean out = false;
        for (Rule rule : rules) {
            if (rule.path().matcher(name).matches()) {
                out = !rule.takesBackIn();
            }
        }
        return out;
    }

    /// Whether nothing in a directory can be taken back in.
    boolean leavesOutAllOf(String name) {
        return !hasExceptions && leavesOut(name);
    }

    /// `*` and `?` within a name, `**` over directories, and whatever is below a match.
    private static String expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (pattern.startsWith("**/", at)) {
                expression.append("(?:.*/)?");
                at += 3;
            } else if (pattern.startsWith("**", at)) {
                expression.append(".*");
                at += 2;
            } else {
                expression.append(
                        switch (c) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            default -> Pattern.quote(String.valueOf(c));
                        });
                at++;
            }
        }
        return expression.append("(?:/.*)?").toString();
    }
}
