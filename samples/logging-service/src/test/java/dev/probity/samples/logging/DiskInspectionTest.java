package dev.probity.samples.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.health.Status;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class DiskInspectionTest {

    @ParameterizedTest(name = "{0} % used is {1}")
    @CsvSource({"0, UP", "89.9, UP", "90, DEGRADED", "97.9, DEGRADED", "98, DOWN", "100, DOWN"})
    void warnsBeforeItFails(double used, Status status) {
        assertThat(new DiskInspection(Path.of("/"), 90, 98).judge(used).status()).isEqualTo(status);
    }
}
