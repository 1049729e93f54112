package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.probity.samples.inference.model.ModelReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

class SettingsTest {
    private static final Map<String, String> LEAST =
            Map.of("MLFLOW_TRACKING_URI", "http://127.0.0.1:5000");

    private static Settings with(String... pairs) {
        Map<String, String> environment = new HashMap<>(LEAST);
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return Settings.read(environment);
    }

    @Test
    void hasDefaultsForEverythingButTheRegistry() {
        Settings settings = Settings.read(LEAST);
        assertThat(settings.listening().host()).isEqualTo("127.0.0.1");
        assertThat(settings.listening().port()).isEqualTo(8000);
        assertThat(settings.listening().management()).isEmpty();
        assertThat(settings.model())
                .isEqualTo(new ModelReference.ByStage("cifar10-model", "Production"));
        assertThat(settings.stage()).isEqualTo("Production");
        assertThat(settings.registry().orElseThrow().policy()).isEqualTo(Settings.Policy.REQUIRED);
        assertThat(settings.registry().orElseThrow().every()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.store()).isEmpty();
        assertThat(settings.log()).isEmpty();
        assertThat(settings.place().threads()).isEqualTo(1);
        assertThat(settings.limits().queue()).isEqualTo(256);
        assertThat(settings.limits().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.batch()).isEqualTo(32);
        assertThat(settings.times().startup()).isEqualTo(Duration.ofSeconds(150));
        assertThat(settings.times().poll()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.tokens().reload()).isEmpty();
    }

    @Test
    void takesTheMostPreciseNameOfAModel() {
        assertThat(with("MODEL_STAGE", "Staging").model())
                .hasToString("models:/cifar10-model/Staging");
        assertThat(with("MODEL_STAGE", "Staging", "MODEL_ALIAS", "best").model())
                .hasToString("models:/cifar10-model@best");
        assertThat(with("MODEL_ALIAS", "best", "MODEL_VERSION", "3").model())
                .hasToString("models:/cifar10-model/3");
        assertThat(with("MODEL_VERSION", "3", "MODEL_URI", "models:/other/latest").model())
                .hasToString("models:/other/latest");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        with(
                                "PORT", "eighty",
                                "MAX_QUEUE", "0",
                                "MLFLOW_POLICY", "sometimes",
                                "INFERENCE_TIMEOUT", "-1",
                                "RELOAD_TOKEN", "short"))
                .withMessage(
                        """
                        MLFLOW_POLICY is "sometimes"; it has to be one of required, advisory, off
                        PORT is "eighty"; it has to be a whole number from 0 to 65535
                        MAX_QUEUE is "0"; it has to be a whole number from 1 to 100000
                        INFERENCE_TIMEOUT is "-1"; it has to be a number of seconds, at least 0.001
                        RELOAD_TOKEN has 5 characters; it needs at least 16\
                        """);
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MODEL_URI           | gs://a/b         | names no model
                    MODEL_URI           | s3://bucket/key  | set S3_ENDPOINT
                    MODEL_VERSION       | three            | it has to be a number
                    MLFLOW_TRACKING_URI | 127.0.0.1:5000   | an address such as
                    S3_ENDPOINT         | http://127.0.0.1 | S3_ACCESS_KEY and S3_SECRET_KEY
                    MAX_ERROR_RATE      | 2                | a number from 0 to 1
                    S3_PATH_STYLE       | yes              | true or false
                    """)
    void saysWhatWouldBeRight(String variable, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(variable, value))
                .withMessageContaining(message);
    }

    @Test
    void needsAPlaceToGetItsModelFrom() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of()))
                .withMessageContaining("set MLFLOW_TRACKING_URI");
        assertThat(Settings.read(Map.of("MODEL_URI", "file:///tmp/m.onnx")).registry()).isEmpty();
    }

    @Test
    void neverShowsASecret() {
        Settings settings =
                with(
                        "MLFLOW_TRACKING_USERNAME", "anna",
                        "MLFLOW_TRACKING_PASSWORD", "geheim-1",
                        "S3_ENDPOINT", "http://127.0.0.1:9000",
                        "S3_ACCESS_KEY", "key",
                        "S3_SECRET_KEY", "geheim-2",
                        "LOGGING_ENDPOINT", "http://127.0.0.1:8001/log",
                        "LOG_API_KEY", "geheim-3",
                        "RELOAD_TOKEN", "geheim-4-geheim-4",
                        "HEALTH_TOKEN", "geheim-5-geheim-5");
        assertThat(settings.toString()).doesNotContain("geheim");
        assertThat(settings.registry().orElseThrow().address().authorization())
                .isEqualTo("Basic YW5uYTpnZWhlaW0tMQ==");
    }

    @Test
    void countsTrucksAsDefectsUnlessToldOtherwise() {
        assertThat(with("LOGGING_ENDPOINT", "http://h/log").log().orElseThrow().defects())
                .isEqualTo(Set.of("truck"));
        assertThat(
                        with("LOGGING_ENDPOINT", "http://h/log", "DEFECT_CLASSES", "cat, dog")
                                .log()
                                .orElseThrow()
                                .defects())
                .isEqualTo(Set.of("cat", "dog"));
    }
}
