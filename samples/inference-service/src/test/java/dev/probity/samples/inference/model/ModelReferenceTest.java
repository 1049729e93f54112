package dev.probity.samples.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReferenceTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    models:/net/3            | ByVersion  | models:/net/3
                    models:/net/Production   | ByStage    | models:/net/Production
                    models:/net/staging      | ByStage    | models:/net/staging
                    models:/net/latest       | Latest     | models:/net/latest
                    models:/net/LATEST       | Latest     | models:/net/latest
                    models:/net@champion     | ByAlias    | models:/net@champion
                    models:/a@b@c            | ByAlias    | models:/a@b@c
                    s3://bucket/a/model.onnx | InBucket   | s3://bucket/a/model.onnx
                    file:///tmp/model.onnx   | InFile     | file:///tmp/model.onnx
                    """)
    void readsEveryWayOfNamingAModel(String text, String kind, String written) {
        ModelReference reference = ModelReference.parse(text);
        assertThat(reference.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(reference).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "model.onnx",
                "models:/",
                "models:/net",
                "models:/net/",
                "models:/net@",
                "models:/net/nowhere",
                "s3://bucket",
                "gs://a/b",
                "file:relative"
            })
    void saysWhatCanBeWritten(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReference.parse(text))
                .withMessageContaining("names no model; write models:/NAME/3");
    }
}
