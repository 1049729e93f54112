package dev.probity.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.conformance.CaseFile.Case;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.stream.Stream;

/// Every case of the two files, one test each; the action layer's have a test of their own, since
/// they take real time.
class CasesTest {

    private final ConformanceRunner runner = new ConformanceRunner();

    static Stream<Case> cases() {
        return Stream.of("cases.json", "validation.json")
                .map(name -> Path.of("src/test/resources", name))
                .flatMap(file -> CaseFile.read(file).cases().stream())
                .filter(it -> !it.layer().equals("action"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void passes(Case scenario) {
        assertThat(runner.mismatches(scenario)).isEmpty();
    }
}
