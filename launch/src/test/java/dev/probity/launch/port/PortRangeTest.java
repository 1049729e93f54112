package dev.probity.launch.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortRangeTest {

    @ParameterizedTest(name = "outgoing connections from {0} leave {1} to {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    32768 60999 | 20000 | 32767
                    49152 65535 | 20000 | 32767
                    30000 60999 | 20000 | 29999
                    15000 60999 | 61000 | 65535
                    20000 65535 | 10000 | 19999
                    10000 19999 | 20000 | 32767
                    1024 65535  | 20000 | 32767
                    """)
    void staysOutsideOfTheRangeOfOutgoingConnections(String ephemeral, int first, int last) {
        assertThat(PortRange.outside(PortRange.parse(ephemeral)))
                .isEqualTo(new PortRange(first, last));
    }
}
