package dev.probity.dialects.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.dialects.GoldenCase;
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isKnownByItsFirstObject(GoldenCase golden) {
        boolean object = golden.input().contains("apiVersion") && !golden.input().startsWith("kind");

        assertThat(Dialects.detect("x.yaml", new Source("x.yaml", golden.input())))
                .matches(found -> found instanceof KubernetesDialect == object);
    }
}
