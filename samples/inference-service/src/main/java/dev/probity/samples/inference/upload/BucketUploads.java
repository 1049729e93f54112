package dev.probity.samples.inference.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Each prediction as an object: `predictions/2026/01/31/ID.json`.
public final class BucketUploads implements Outbox.Delivery<Prediction> {
    private static final Logger LOG = System.getLogger("dev.probity.samples.inference");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final Supplier<S3Client> store;
    private final String bucket;
    private boolean failing;

    public BucketUploads(Supplier<S3Client> store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    static String key(Prediction prediction) {
        return "predictions/%s/%s.json".formatted(DAY.format(prediction.at()), prediction.id());
    }

    /// Waits until it is there.
    ///
    /// @throws SdkException when it cannot be put there
    public void put(Prediction prediction) {
        store.get()
                .putObject(
                        ask ->
                                ask.bucket(bucket)
                                        .key(key(prediction))
                                        .contentType("application/json"),
                        RequestBody.fromBytes(json(prediction)));
    }

    static byte[] json(Prediction prediction) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("prediction_id", prediction.id());
        fields.put("timestamp", prediction.at().toString());
        fields.put("image_id", prediction.imageId());
        fields.put("model_name", prediction.model());
        fields.put("model_version", prediction.version());
        fields.put("class", prediction.place());
        fields.put("label", prediction.label());
        fields.put("confidence", prediction.confidence());
        fields.put("probabilities", prediction.probabilities());
        fields.put("inference_time_ms", prediction.millis());
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings and numbers can be written", impossible);
        }
    }

    /// One try for each, with the client's own few repeats: a bucket that is away takes the service
    /// out of the traffic, and what was predicted until then is not worth the memory.
    @Override
    public boolean deliver(List<Prediction> batch) {
        try {
            batch.forEach(this::put);
            failing = false;
            return true;
        } catch (SdkException refused) {
            if (!failing) {
                LOG.log(
                        Level.WARNING,
                        "predictions do not get into the bucket {0}: {1}",
                        bucket,
                        refused.getMessage());
            }
            failing = true;
            return false;
        }
    }
}
