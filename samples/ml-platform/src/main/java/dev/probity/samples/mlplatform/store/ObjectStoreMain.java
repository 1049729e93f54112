package dev.probity.samples.mlplatform.store;

import dev.probity.samples.mlplatform.model.PublishedModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Starts the object store with the variables PORT, STORE_FOLDER, S3_BUCKETS, S3_ACCESS_KEY and
/// S3_SECRET_KEY.
public final class ObjectStoreMain {
    private ObjectStoreMain() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        int port = Integer.parseInt(environment.getOrDefault("PORT", "9000"));
        String place = environment.get("STORE_FOLDER");
        Path folder = place == null ? Files.createTempDirectory("object-store") : Path.of(place);
        List<String> buckets =
                List.of(environment.getOrDefault("S3_BUCKETS", "models,predictions").split(","));
        ObjectStore.Keys keys =
                new ObjectStore.Keys(
                        environment.getOrDefault("S3_ACCESS_KEY", "probity"),
                        environment.getOrDefault("S3_SECRET_KEY", "probity-secret"));
        ObjectStore store;
        try {
            store = ObjectStore.start(port, folder, keys, buckets);
        } catch (IOException problem) {
            System.err.println(problem.getMessage());
            System.exit(1);
            return;
        }
        if (buckets.contains("models")) {
            Path model = store.bucket("models").resolve(PublishedModel.NAME + "/model.onnx");
            Files.createDirectories(model.getParent());
            Files.write(model, PublishedModel.SECOND.bytes());
        }
        System.out.println("object store on " + store.endpoint() + ", objects in " + folder);
    }
}
