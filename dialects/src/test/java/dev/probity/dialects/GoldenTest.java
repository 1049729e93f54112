package dev.probity.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/// The `.case` files of each dialect that has some.
class GoldenTest {
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("probity.golden"));

    static List<GoldenCase> cases() {
        return Stream.of("kubernetes", "compose").flatMap(GoldenTest::cases).toList();
    }

    private static Stream<GoldenCase> cases(String dialect) {
        return GoldenCase.all(dialect).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsTheFileAsWrittenDown(GoldenCase golden) {
        if (REWRITE) {
            golden.rewrite();
            return;
        }
        assertThat(golden.actual()).isEqualTo(golden.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void sortsGoodFromBad(GoldenCase golden) {
        assertThat(golden.read().resolved().isPresent()).isEqualTo(golden.isGood());
    }

    /// A process has ports of its own only here, so a manifest says something else of it.
    static List<GoldenCase> good() {
        return cases("kubernetes")
                .filter(golden -> golden.isGood() && !golden.input().contains("dev/process"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void readsWhatItWrote(GoldenCase golden) {
        Application first = golden.read().resolved().orElseThrow().application();
        Writer writer = golden.dialect().writer().orElseThrow();
        Conversion written = writer.write(first);

        Reading again = GoldenCase.read(golden.dialect(), written.text());

        assertThat(again.diagnostics()).noneMatch(found -> found.severity() == Severity.ERROR);
        Application second = again.resolved().orElseThrow().application();
        assertThat(second).isEqualTo(first);
        assertThat(writer.write(second)).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    compose.yaml | services: {a: {image: a}}                                 | compose
                    x.yaml       | services: {a: {image: a, depends_on: [b]}, b: {image: b}} | compose
                    x.yaml       | services: {a: {image: a, dependsOn: [b]}}                 | probity
                    x.yaml       | services: {a: {image: a, volumes: [a:/a]}}                | compose
                    x.yaml       | services: {a: {image: a, volumes: [a:/a], env: {A: a}}}   | probity
                    x.yaml       | services: {a: {build: .}}                                 | compose
                    x.yaml       | services: {a: {build: ., replicas: 2}}                    | probity
                    x.yaml       | {apiVersion: v1, kind: Pod}                               | kubernetes
                    x.yaml       | {kind: Pod}                                               | probity
                    """)
    void isKnownByItsNameOrItsContent(String file, String text, String dialect) {
        assertThat(Dialects.detect(file, new Source(file, text)).name()).isEqualTo(dialect);
    }

    @Test
    void aManifestIsKnownByItsFirstObject() {
        for (GoldenCase golden : cases("kubernetes").toList()) {
            boolean object =
                    golden.input().contains("apiVersion") && !golden.input().startsWith("kind");
            String found = Dialects.detect("x.yaml", new Source("x.yaml", golden.input())).name();
            assertThat(found.equals("kubernetes")).as(golden.toString()).isEqualTo(object);
        }
    }
}
