package dev.probity.samples.inference.model;

import software.amazon.awssdk.services.s3.S3Client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the model comes from and who asks there.
///
/// @param name what a file or an object is called as a model
/// @param registry needed for models in a registry
/// @param store needed for models in a bucket
/// @param delay how long a download is drawn out, to see a slow start; zero for not at all
public record ModelOrigin(
        ModelReference reference,
        String name,
        Optional<Registry> registry,
        Optional<Supplier<S3Client>> store,
        Duration delay) {

    /// @param authorization the header's value; empty for none
    public record Registry(URI uri, String authorization) {
        @Override
        public String toString() {
            return "Registry[" + uri + "]";
        }
    }

    ModelSource source() {
        ModelSource source =
                switch (reference) {
                    case ModelReference.Registered wanted -> {
                        Registry where = registry.orElseThrow();
                        yield new RegistrySource(
                                new MlflowClient(where.uri(), where.authorization()), wanted);
                    }
                    case ModelReference.InBucket object ->
                            new StoreSource(name, object, store.orElseThrow());
                    case ModelReference.InFile file -> new FileSource(name, file.file());
                };
        return delay.isZero() ? source : new SlowSource(source, delay);
    }
}
