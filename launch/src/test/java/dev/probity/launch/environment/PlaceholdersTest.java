package dev.probity.launch.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class PlaceholdersTest {

    private static final List<OwnPort> PORTS =
            List.of(new OwnPort("http", 20_001), new OwnPort("admin", 20_002));

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {port}                  | 20001
                    --listen=:{port}        | --listen=:20001
                    {port:http}             | 20001
                    {port:admin}            | 20002
                    {port},{port:admin}     | 20001,20002
                    plain                   | plain
                    {ports}                 | {ports}
                    ${port}                 | $20001
                    { port }                | { port }
                    {PORT}                  | {PORT}
                    """)
    void fillsInTheReplicasOwnPorts(String text, String filled) {
        assertThat(Placeholders.fill(text, PORTS)).isEqualTo(filled);
    }

    @Test
    void fillsACommandFromTheEnvironmentItIsLaunchedWith() {
        Map<String, String> environment = Map.of("APP_INSTANCE", "web_0e7fe12d-7", "A-B", "$1");

        assertThat(
                        Placeholders.fill(
                                List.of("{env:APP_INSTANCE}:{port}", "{env:A-B}", "-{env:NONE}-"),
                                PORTS,
                                environment))
                .containsExactly("web_0e7fe12d-7:20001", "$1", "--");
    }

    @Test
    void namesThePortsThatThereAre() {
        assertThatThrownBy(() -> Placeholders.fill("{port:htp}", PORTS))
                .hasMessage(
                        "\"{port:htp}\" is no port of the container; its ports are http, admin");
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(() -> Placeholders.fill("{port}", List.of()))
                .hasMessage("\"{port}\" needs a port, and the container declares none");
    }
}
