package dev.probity.samples.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;

class ConfigurationTest {

    @Test
    void needsNothingToBeSet() {
        Configuration usual = Configuration.of(Map.of());
        assertThat(usual.address().host()).isEqualTo("127.0.0.1");
        assertThat(usual.address().port()).isEqualTo(8001);
        assertThat(usual.database().url()).isEqualTo("jdbc:sqlite:data/predictions.db");
        assertThat(usual.retention().age()).contains(Duration.ofDays(30));
        assertThat(usual.times().startup()).isEqualTo(Duration.ofSeconds(150));
        assertThat(usual.managementPort()).isEmpty();
        assertThat(Configuration.of(Map.of("RETENTION_DAYS", "0")).retention().any()).isFalse();
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PORT              | http  | PORT is "http"; it is a whole number from 0 to 65535
                    PORT              | 70000 | PORT is "70000"; it is a whole number from 0 to 65535
                    QUEUE_ROWS        | 0     | QUEUE_ROWS is "0"; it is a whole number from 1 to 1000000
                    DISK_FULL_PERCENT | 101   | DISK_FULL_PERCENT is "101"; it is a whole number from 1 to 100
                    DEFECT_THRESHOLD  | 50%   | DEFECT_THRESHOLD is "50%"; it is a number from 0 to 1, such as 0.5
                    """)
    void saysWhichVariableIsWrongAndWhatItCanBe(String name, String value, String message) {
        assertThatThrownBy(() -> Configuration.of(Map.of(name, value))).hasMessage(message);
    }

    @Test
    void showsNoSecret() {
        Configuration configuration =
                Configuration.of(
                        Map.of(
                                "DATABASE_URL", "postgresql://user:hidden@db/log",
                                "DATABASE_PASSWORD", "hidden",
                                "LOG_API_KEY", "hidden",
                                "HEALTH_TOKEN", "hidden"));
        assertThat(configuration.toString()).doesNotContain("hidden");
    }
}
