package dev.probity.dialects.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.dialects.GoldenCase;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// The `.case` files of `compose`.
class GoldenTest {
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("probity.golden"));
    private static final Dialect COMPOSE = new ComposeDialect();

    static List<GoldenCase> cases() {
        return GoldenCase.all("compose");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsTheFileAsWrittenDown(GoldenCase golden) {
        if (REWRITE) {
            golden.rewrite(COMPOSE);
            return;
        }
        assertThat(golden.actual(COMPOSE)).isEqualTo(golden.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void sortsGoodFromBad(GoldenCase golden) {
        assertThat(golden.read(COMPOSE).resolved().isPresent()).isEqualTo(golden.isGood());
    }

    @Test
    void isKnownByItsNameOrItsKeys() {
        assertThat(dialect("compose.yaml", "services: {a: {image: a}}"))
                .isInstanceOf(ComposeDialect.class);
        assertThat(dialect("x.yaml", "services: {a: {image: a, depends_on: [b]}, b: {image: b}}"))
                .isInstanceOf(ComposeDialect.class);
        assertThat(dialect("x.yaml", "services: {a: {image: a, dependsOn: [b]}}"))
                .isNotInstanceOf(ComposeDialect.class);
    }

    private static Dialect dialect(String file, String text) {
        return Dialects.detect(file, new Source(file, text));
    }
}
