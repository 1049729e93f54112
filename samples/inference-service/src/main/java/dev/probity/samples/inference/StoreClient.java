package dev.probity.samples.inference;

import dev.probity.health.checks.S3Bucket;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.util.function.Supplier;

/// Makes the client of the bucket when it is first needed: that takes most of a second, and a
/// service that starts has better things to do.
final class StoreClient implements Supplier<S3Client>, AutoCloseable {
    private final S3Bucket bucket;
    private @Nullable S3Client client;

    StoreClient(S3Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public synchronized S3Client get() {
        S3Client present = client;
        if (present == null) {
            present = make();
            client = present;
        }
        return present;
    }

    private S3Client make() {
        return S3Client.builder()
                .endpointOverride(bucket.endpoint())
                .region(Region.of(bucket.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        bucket.credentials().accessKey(),
                                        bucket.credentials().secretKey())))
                .forcePathStyle(bucket.pathStyle())
                // The newer checksums are trailers, which servers other than Amazon's may refuse.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(Duration.ofSeconds(2))
                                .socketTimeout(Duration.ofSeconds(10)))
                .overrideConfiguration(limits -> limits.apiCallTimeout(Duration.ofSeconds(30)))
                .build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
