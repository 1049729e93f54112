package dev.probity.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// The `.case` files. After a wanted change, `-Dprobity.golden=rewrite` writes what comes out now
/// into them, to be read before it is committed.
class GoldenTest {
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("probity.golden"));

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    static List<GoldenCase> good() {
        return GoldenCase.all().stream().filter(GoldenCase::isGood).toList();
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
        Diagnostics diagnostics = new Diagnostics();

        assertThat(golden.read(diagnostics).isPresent()).isEqualTo(golden.isGood());
        assertThat(diagnostics.hasErrors()).isEqualTo(!golden.isGood());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void readsWhatItWrote(GoldenCase golden) {
        Resolved first = golden.read(new Diagnostics()).orElseThrow();
        String written = ProbityYaml.write(first);

        Diagnostics diagnostics = new Diagnostics();
        Resolved second = GoldenCase.read(written, diagnostics).orElseThrow();

        assertThat(diagnostics.hasErrors()).isFalse();
        assertThat(ProbityYaml.write(second)).isEqualTo(written);
        if (!written.contains("***")) {
            assertThat(second.application()).isEqualTo(first.application());
        }
    }
}
