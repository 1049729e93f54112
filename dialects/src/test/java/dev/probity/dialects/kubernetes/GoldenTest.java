package dev.probity.dialects.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Conversion;
import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.dialects.GoldenCase;
import dev.probity.dialects.Reading;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.text.Source;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// The `.case` files of `kubernetes`.
class GoldenTest {
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("probity.golden"));
    private static final Dialect KUBERNETES = new KubernetesDialect();

    static List<GoldenCase> cases() {
        return GoldenCase.all("kubernetes");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsTheFileAsWrittenDown(GoldenCase golden) {
        if (REWRITE) {
            golden.rewrite(KUBERNETES);
            return;
        }
        assertThat(golden.actual(KUBERNETES)).isEqualTo(golden.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void sortsGoodFromBad(GoldenCase golden) {
        assertThat(golden.read(KUBERNETES).resolved().isPresent()).isEqualTo(golden.isGood());
    }

    /// A process has ports of its own only here, so a manifest says something else of it.
    static List<GoldenCase> good() {
        return cases().stream()
                .filter(golden -> golden.isGood() && !golden.input().contains("dev/process"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void readsWhatItWrote(GoldenCase golden) {
        Application first = golden.read(KUBERNETES).resolved().orElseThrow().application();
        Conversion written = KUBERNETES.writer().orElseThrow().write(first);

        Reading again = GoldenCase.read(KUBERNETES, written.text());

        assertThat(again.diagnostics()).noneMatch(found -> found.severity() == Severity.ERROR);
        Application second = again.resolved().orElseThrow().application();
        assertThat(second).isEqualTo(first);
        assertThat(KUBERNETES.writer().orElseThrow().write(second)).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isKnownByItsFirstObject(GoldenCase golden) {
        boolean object =
                golden.input().contains("apiVersion") && !golden.input().startsWith("kind");

        assertThat(Dialects.detect("x.yaml", new Source("x.yaml", golden.input())))
                .matches(found -> found instanceof KubernetesDialect == object);
    }
}
