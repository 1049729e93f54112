package dev.probity.samples.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class SwitchRequestTest {

    private static final Set<String> CHECKS = Set.of("one");

    @Test
    void readsTheCheckItsValueAndTheTime() {
        assertThat(SwitchRequest.parse("one=false&timeout=10", CHECKS))
                .isEqualTo(
                        new SwitchRequest(
                                Map.of("one", false), Optional.of(Duration.ofSeconds(10))));
        assertThat(SwitchRequest.parse("one=true", CHECKS))
                .isEqualTo(new SwitchRequest(Map.of("one", true), Optional.empty()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    two=false          | "two" is no check; there are one
                    one=no             | one is "no"; it can be true or false
                    one                | one is ""; it can be true or false
                    one=true&timeout=s | timeout is "s"; it is a number of seconds, such as 10
                    timeout=10         | name a check to set: one
                    """)
    void saysWhatIsWrong(String query, String message) {
        assertThatThrownBy(() -> SwitchRequest.parse(query, CHECKS)).hasMessage(message);
    }
}
