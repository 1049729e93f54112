package dev.probity.samples.inference;

import dev.probity.samples.inference.upload.BucketUploads;
import dev.probity.samples.inference.upload.LogUploads;
import dev.probity.samples.inference.upload.Outbox;
import dev.probity.samples.inference.upload.Prediction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where predictions go: the bucket, the logging service, both or neither.
final class Uploads implements AutoCloseable {
    private static final Outbox.Size TO_BUCKET = new Outbox.Size(1_000, 1, Duration.ZERO);
    // As the edge clients do: 32 together, or what there is after some seconds.
    private static final Outbox.Size TO_LOG = new Outbox.Size(1_000, 32, Duration.ofSeconds(2));

    private static final Duration AT_THE_END = Duration.ofSeconds(3);

    private final Optional<BucketUploads> beforeAnswer;
    private final Optional<Outbox<Prediction>> bucket;
    private final Optional<Outbox<Prediction>> log;
    private final Optional<LogUploads> sender;

    Uploads(Settings settings, Optional<StoreClient> client) {
        Settings.Upload when =
                settings.store().map(Settings.Store::upload).orElse(Settings.Upload.OFF);
        Optional<BucketUploads> uploads =
                when == Settings.Upload.OFF
                        ? Optional.empty()
                        : client.map(store ->
                                new BucketUploads(
                                        store, settings.store().orElseThrow().bucket().bucket()));
        beforeAnswer = when == Settings.Upload.SYNC ? uploads : Optional.empty();
        bucket =
                when == Settings.Upload.ASYNC
                        ? uploads.map(each -> new Outbox<>("bucket-uploads", TO_BUCKET, each))
                        : Optional.empty();
        sender = settings.log().map(LogUploads::new);
        log = sender.map(each -> new Outbox<>("log-uploads", TO_LOG, each));
    }

    void watchedBy(ServiceMetrics metrics) {
        bucket.ifPresent(outbox -> metrics.watch("s3", outbox));
        log.ifPresent(outbox -> metrics.watch("log", outbox));
    }

    /// @throws RuntimeException when it has to be in the bucket before the answer, and is not
    void put(List<Prediction> predictions) {
        beforeAnswer.ifPresent(uploads -> predictions.forEach(uploads::put));
        bucket.ifPresent(outbox -> predictions.forEach(outbox::put));
        log.ifPresent(outbox -> predictions.forEach(outbox::put));
    }

    /// Sends what waits, for a few seconds.
    @Override
    public void close() {
        bucket.ifPresent(outbox -> outbox.close(AT_THE_END));
        log.ifPresent(outbox -> outbox.close(AT_THE_END));
        sender.ifPresent(LogUploads::close);
    }
}
