package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Diagnostic;
import dev.probity.spec.Diagnostic.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// docs/reference/tye.md tells the truth.
class ReferencePageTest {
    private final String page = page();

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/reference/tye.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void showsAFileThatIsRead() {
        String example = page.substring(page.indexOf("```yaml\n") + 8);

        assertThat(new Folder().read(example.substring(0, example.indexOf("```"))).diagnostics())
                .allMatch(found -> found.severity() == Severity.NOTE);
    }

    /// An unknown key lists the known ones, level by level.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{services: [], qqqq: }",
                "{registry: {name: a, qqqq: }}",
                "services: [{name: a, qqqq: }]",
                "services: [{name: a, env: [{name: b, qqqq: }]}]",
                "services: [{name: a, volumes: [{target: b, qqqq: }]}]",
                "services: [{name: a, bindings: [{name: b, qqqq: }]}]",
                "services: [{name: a, liveness: {http: {path: /}, qqqq: }}]",
                "services: [{name: a, liveness: {http: {path: /, qqqq: }}}]",
                "services: [{name: a, liveness: {http: {headers: [{name: b, value: c, qqqq: }]}}}]",
                "ingress: [{name: a, qqqq: }]",
                "ingress: [{name: a, bindings: [{name: b, qqqq: }]}]",
                "ingress: [{name: a, rules: [{path: b, qqqq: }]}]"
            })
    void describesEveryKey(String text) {
        String hint =
                new Folder()
                        .read(text).diagnostics().stream()
                                .filter(found -> found.message().contains("\"qqqq\""))
                                .findFirst()
                                .flatMap(Diagnostic::hint)
                                .orElseThrow();

        assertThat(hint).startsWith("known here: ");
        assertThat(hint.substring("known here: ".length()).split(", "))
                .allSatisfy(key -> assertThat(page).containsPattern("`([a-z]+\\.)?" + key + "`"));
    }
}
