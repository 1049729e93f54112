package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/// HeadBucket, signed.
record S3Inspection(S3Bucket bucket, Clock clock) implements Inspection {

    @Override
    public Result inspect(Attempt attempt) {
        Map<String, String> headers = Signature.headers(bucket, "HEAD", clock.instant());
        try {
            int status = Calls.send("HEAD", bucket.uri(), headers, attempt).status();
            Result result =
                    switch (status) {
                        case 200 -> Result.up();
                        case 301, 307, 400 -> Result.down("s3_wrong_region");
                        case 401, 403 -> Result.down("s3_access_denied");
                        case 404 -> Result.down("s3_bucket_missing");
                        default -> Result.down("s3_not_accessible");
                    };
            return result.with("http_status", status);
        } catch (IOException problem) {
            return Result.down("s3_not_accessible", problem);
        }
    }
}
