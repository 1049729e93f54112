package dev.probity.samples.inference.model;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/// The files of one version. With an `MLmodel` among them, that says which of them is the model;
/// without, there is only one.
record ModelFolder(Path folder) {
    /// What a file that comes alone is called here.
    static final String PLAIN = "model.onnx";

    private static final String DESCRIPTION = "MLmodel";

    /// The file that the runtime opens. Weights may lie beside it, so it is opened where it is.
    Path model() throws ModelProblem, IOException {
        Path description = folder.resolve(DESCRIPTION);
        String name = Files.exists(description) ? named(Files.readString(description)) : PLAIN;
        Path model = folder.resolve(name).normalize();
        if (!model.startsWith(folder) || !Files.isRegularFile(model)) {
            throw new ModelProblem(
                    "model_incomplete", "its MLmodel names \"" + name + "\", which is not there");
        }
        return model;
    }

    static String named(String description) throws ModelProblem {
        Object flavors;
        try {
            Object read = new Load(LoadSettings.builder().build()).loadFromString(description);
            flavors = read instanceof Map<?, ?> map ? map.get("flavors") : null;
        } catch (YamlEngineException malformed) {
            throw new ModelProblem("model_incomplete", "its MLmodel is no YAML", malformed);
        }
        Map<?, ?> all = flavors instanceof Map<?, ?> map ? map : Map.of();
        if (all.get("onnx") instanceof Map<?, ?> onnx && onnx.get("data") instanceof String data) {
            return data;
        }
        Set<?> others = all.keySet();
        throw new ModelProblem(
                "model_flavor_unsupported",
                "its flavors are " + others + "; this service runs the flavor onnx");
    }

    /// Compares with the sum that its owner noted, if any.
    ///
    /// @return the sum, in hexadecimal
    String verify(Path model, Resolved version) throws ModelProblem, IOException {
        String sum = sha256(model);
        if (version.sha256().isPresent() && !version.sha256().get().equalsIgnoreCase(sum)) {
            throw new ModelProblem(
                    "model_checksum_mismatch",
                    "%s has the sha256 %s; it should have %s"
                            .formatted(version.source(), sum, version.sha256().get()));
        }
        return sum;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[64 * 1024];
            int read;
            while ((read = in.read(block)) > 0) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }
}
