package dev.probity.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A requirement that says which test holds it is worth something as long as there is that test.
class RequirementsTest {
    private static final Path PAGE =
            Repository.root().resolve("docs/reference/services-requirements.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+(?:\\.\\d+)?) \\|.*$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern TEST =
            Pattern.compile("@(?:Test|ParameterizedTest)\\b[^{}]*?void (\\w+)\\(", Pattern.DOTALL);

    /// The texts' own counts: criteria, what they ask for, contradictions.
    private static final Map<String, Integer> ROWS = Map.of("S", 16, "A", 12, "B", 30, "E", 7);

    private static List<MatchResult> rows() {
        return ROW.matcher(Repository.read(PAGE)).results().toList();
    }

    @Test
    void everyRequirementIsThereOnce() {
        List<String> ids = rows().stream().map(row -> row.group(1)).toList();
        assertThat(ids).doesNotHaveDuplicates();
        ROWS.forEach((letter, count) -> {
            Set<Integer> numbers = new HashSet<>();
            ids.stream()
                    .filter(id -> id.startsWith(letter))
                    .forEach(id -> numbers.add(Integer.valueOf(id.substring(1).split("\\.")[0])));
            for (int number = 1; number <= count; number++) {
                assertThat(numbers).as(letter + number).contains(number);
            }
        });
    }

    @Test
    void everyRequirementNamesATestThatExists() {
        Map<String, Set<String>> tests = tests();
        List<String> missing = new ArrayList<>();
        for (MatchResult row : rows()) {
            Matcher named = NAMED.matcher(row.group());
            boolean any = false;
            while (named.find()) {
                any = true;
                if (!tests.getOrDefault(named.group(1), Set.of()).contains(named.group(2))) {
                    missing.add(row.group(1) + ": " + named.group());
                }
            }
            if (!any) {
                missing.add(row.group(1) + " names no test");
            }
        }
        assertThat(missing).isEmpty();
    }

    /// By class; two classes of one name in different rooms are taken together.
    private static Map<String, Set<String>> tests() {
        Map<String, Set<String>> tests = new HashMap<>();
        for (Path source : Repository.files(".java")) {
            if (source.toString().contains("/src/test/java/")) {
                String name = source.getFileName().toString().replace(".java", "");
                Set<String> methods = tests.computeIfAbsent(name, any -> new HashSet<>());
                TEST.matcher(withoutTexts(Repository.read(source)))
                        .results()
                        .forEach(test -> methods.add(test.group(1)));
            }
        }
        return tests;
    }

    /// Between an annotation and its method there may be tables, with braces in them.
    private static String withoutTexts(String source) {
        return source.replaceAll("(?s)\"\"\".*?\"\"\"", "\"\"")
                .replaceAll("\"(?:[^\"\\\\\n]|\\\\.)*\"", "\"\"")
                .replaceAll("(?s)@(?:CsvSource|ValueSource)\\((?:[^()]|\\([^()]*\\))*\\)", "");
    }
}
