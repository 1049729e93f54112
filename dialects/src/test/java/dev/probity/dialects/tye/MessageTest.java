package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Diagnostic;
import dev.probity.spec.Diagnostic.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Whoever knows Tye finds its messages again, with their places, and with what would be right.
class MessageTest {

    /// @param expected `line:column: text`, one per line: these and no other errors
    record Case(String name, String text, List<String> expected) {
        static Case of(String block) {
            String[] parts = block.split("(?m)^----$");
            String[] lines = parts[0].strip().split("\n", 2);
            return new Case(
                    lines[0].substring(2), lines[1] + "\n", parts[1].strip().lines().toList());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        try (InputStream in = MessageTest.class.getResourceAsStream("/tye-messages.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^====$")).map(Case::of);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void saysWhatTyeSaysAndWhere(Case example) {
        List<String> errors = new Folder().lines(example.text(), Severity.ERROR);

        assertThat(errors).as("%s", errors).hasSameSizeAs(example.expected());
        for (int index = 0; index < errors.size(); index++) {
            String expected = example.expected().get(index);
            String place = expected.substring(0, expected.indexOf(": "));
            String text = expected.substring(expected.indexOf(": ") + 2);
            assertThat(errors.get(index)).startsWith("tye.yaml:" + place + ": error: " + text);
        }
    }

    @Test
    void tellsAllProblemsOfAFileAtOnce() {
        List<String> errors =
                new Folder()
                        .lines(
                                """
                                nme: shop
                                services:
                                - name: Web_
                                  executable: web
                                  image: web
                                  replicas: two
                                  liveness:
                                    period: 0
                                ingress:
                                - name: in
                                  rules:
                                  - service: wbe
                                """,
                                Severity.ERROR);

        assertThat(errors).hasSize(7);
    }

    @Test
    void suggestsTheKeyThatWasMeant() {
        assertThat(hint("services:\n- name: a\n  executable: b\n  livenes: {}\n"))
                .isEqualTo("did you mean \"liveness\"?");
        assertThat(hint("services:\n- name: a\n  Executable: b\n"))
                .isEqualTo("did you mean \"executable\"?");
        assertThat(hint("services:\n- name: a\n  executable: b\n  depends_on: [c]\n"))
                .isEqualTo("Tye has no order of starting");
        assertThat(hint("services:\n- name: a\n  executable: b\n  startup: {}\n"))
                .contains("no startup probe", "initialDelay");
    }

    private static String hint(String text) {
        Diagnostic error =
                new Folder()
                        .read(text).diagnostics().stream()
                                .filter(found -> found.severity() == Severity.ERROR)
                                .findFirst()
                                .orElseThrow();
        return error.hint().orElseThrow();
    }
}
