package dev.probity.samples.inference.model;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// An object in a bucket. Another ETag is another version.
record StoreSource(String name, ModelReference.InBucket object, Supplier<S3Client> store)
        implements ModelSource {

    @Override
    public Resolved resolve() throws ModelProblem {
        try {
            HeadObjectResponse head =
                    store.get().headObject(ask -> ask.bucket(object.bucket()).key(object.key()));
            return new Resolved(
                    object + " " + head.eTag(),
                    name,
                    head.versionId() == null ? "" : head.versionId(),
                    "None",
                    "",
                    object.toString(),
                    Optional.ofNullable(head.metadata().get("sha256")));
        } catch (S3Exception refused) {
            throw refused(refused);
        } catch (SdkException unreachable) {
            throw new ModelProblem("s3_not_accessible", "cannot reach " + object, unreachable);
        }
    }

    private ModelProblem refused(S3Exception refused) {
        String reason =
                switch (refused.statusCode()) {
                    case 404 -> "model_not_in_bucket";
                    case 401, 403 -> "s3_access_denied";
                    default -> "s3_not_accessible";
                };
        return new ModelProblem(
                reason, "%s answered %d".formatted(object, refused.statusCode()), refused);
    }

    @Override
    public void download(Resolved version, Path folder, Received received)
            throws ModelProblem, IOException {
        try (var in = store.get().getObject(ask -> ask.bucket(object.bucket()).key(object.key()))) {
            InputStream bytes = in;
            long total = Optional.ofNullable(in.response().contentLength()).orElse(0L);
            new Transfer(received, total).copy(bytes, folder.resolve(ModelFolder.PLAIN));
        } catch (S3Exception refused) {
            throw refused(refused);
        } catch (SdkException broken) {
            throw new ModelProblem("s3_not_accessible", "lost " + object, broken);
        }
    }
}
