package dev.probity.samples.mlplatform.registry;

import dev.probity.samples.mlplatform.model.PublishedModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Starts the registry with two versions of the model: 1 in Production, 2 in Staging. Variables:
/// PORT, REGISTRY_FOLDER and ALLOWED_HOSTS.
public final class ModelRegistryMain {
    private ModelRegistryMain() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        int port = Integer.parseInt(environment.getOrDefault("PORT", "5000"));
        String place = environment.get("REGISTRY_FOLDER");
        Path folder = place == null ? Files.createTempDirectory("model-registry") : Path.of(place);
        List<String> hosts = List.of(environment.getOrDefault("ALLOWED_HOSTS", "").split(","));
        ModelRegistry registry;
        try {
            registry = ModelRegistry.start(port, folder, hosts);
        } catch (IOException problem) {
            System.err.println("cannot listen on 127.0.0.1:" + port + ": " + problem.getMessage());
            System.exit(1);
            return;
        }
        String name = PublishedModel.NAME;
        registry.promote(name, publish(registry, PublishedModel.FIRST), "Production");
        registry.alias(name, "champion", 1);
        registry.promote(name, publish(registry, PublishedModel.SECOND), "Staging");
        System.out.println("registry on " + registry.uri() + ", files in " + folder);
    }

    /// With the sum of its bytes as a tag, which services compare with what they have downloaded.
    static int publish(ModelRegistry registry, PublishedModel model) throws IOException {
        byte[] bytes = model.bytes();
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return registry.publish(
                    PublishedModel.NAME,
                    ModelFiles.onnx(bytes),
                    Map.of("sha256", HexFormat.of().formatHex(sum)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }
}
