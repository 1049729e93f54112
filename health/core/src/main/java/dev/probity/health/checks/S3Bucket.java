package dev.probity.health.checks;

import java.net.URI;

/// Where a bucket is and who asks.
///
/// @param endpoint such as `https://s3.eu-central-1.amazonaws.com`, or a server of one's own
/// @param pathStyle the bucket is in the path and not in the host's name, as most other servers
///   than Amazon's want it
public record S3Bucket(
        URI endpoint, String region, String bucket, Credentials credentials, boolean pathStyle) {

    /// @param accessKey may be shown; the secret is not, not even in a log of this record
    public record Credentials(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Credentials[accessKey=" + accessKey + ", secretKey=withheld]";
        }
    }

    public S3Bucket {
        Calls.requireHttp(endpoint);
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException(
                    "the bucket is called \"%s\"; S3 takes 3 to 63 of a-z, 0-9, . and -"
                            .formatted(bucket));
        }
    }

    URI uri() {
        if (pathStyle) {
            return Calls.below(endpoint, "/" + bucket);
        }
        String authority = bucket + "." + endpoint.getAuthority();
        return URI.create(endpoint.getScheme() + "://" + authority + "/");
    }
}
