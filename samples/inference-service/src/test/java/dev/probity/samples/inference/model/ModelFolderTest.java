package dev.probity.samples.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

class ModelFolderTest {
    @TempDir Path folder;

    private String reasonOf(String description) throws Exception {
        Files.writeString(folder.resolve("MLmodel"), description);
        return assertThatExceptionOfType(ModelProblem.class)
                .isThrownBy(() -> new ModelFolder(folder).model())
                .actual()
                .reason();
    }

    private static Resolved version(String sha256) {
        return new Resolved("id", "net", "1", "None", "", "here", Optional.of(sha256));
    }

    @Test
    void takesTheFileThatItsDescriptionNames() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Path file = Files.writeString(folder.resolve("data/net.onnx"), "x");
        Files.writeString(
                folder.resolve("MLmodel"), "flavors:\n  onnx:\n    data: data/net.onnx\n");
        assertThat(new ModelFolder(folder).model()).isEqualTo(file);
    }

    @Test
    void takesTheOnlyFileWithoutADescription() throws Exception {
        Path file = Files.writeString(folder.resolve("model.onnx"), "x");
        assertThat(new ModelFolder(folder).model()).isEqualTo(file);
    }

    @Test
    void refusesWhatItCannotRun() throws Exception {
        assertThat(reasonOf("flavors:\n  pytorch:\n    data: data\n"))
                .isEqualTo("model_flavor_unsupported");
        assertThat(reasonOf("- a\n- b\n")).isEqualTo("model_flavor_unsupported");
        assertThat(reasonOf("a: [")).isEqualTo("model_incomplete");
        assertThat(reasonOf("flavors:\n  onnx:\n    data: missing.onnx\n"))
                .isEqualTo("model_incomplete");
    }

    @Test
    void staysInItsFolder() throws Exception {
        Files.writeString(folder.resolveSibling("outside.onnx"), "x");
        assertThat(reasonOf("flavors:\n  onnx:\n    data: ../outside.onnx\n"))
                .isEqualTo("model_incomplete");
    }

    @Test
    void comparesTheSum() throws Exception {
        Path file = Files.writeString(folder.resolve("model.onnx"), "abc");
        String sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        ModelFolder files = new ModelFolder(folder);
        assertThat(files.verify(file, version(sum.toUpperCase(Locale.ROOT)))).isEqualTo(sum);
        assertThatExceptionOfType(ModelProblem.class)
                .isThrownBy(() -> files.verify(file, version("00")))
                .satisfies(problem ->
                        assertThat(problem.reason()).isEqualTo("model_checksum_mismatch"));
    }
}
