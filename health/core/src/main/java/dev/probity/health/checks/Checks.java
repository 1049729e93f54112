package dev.probity.health.checks;

import dev.probity.health.Check;
import dev.probity.health.Schedule;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

/// Ready-made checks. Each may be given another schedule, or be made advisory.
///
/// For anything else there are [Check#remote] and [Check#local] with a lambda.
public final class Checks {
    // What changes slowly is asked seldom.
    private static final Schedule SLOW = Schedule.every(Duration.ofSeconds(30)).downAfter(1);
    private static final Schedule BUCKET = Schedule.every(Duration.ofSeconds(10));
    private static final Schedule CERTIFICATE =
            Schedule.every(Duration.ofHours(1)).within(Duration.ofSeconds(5));

    private Checks() {}

    /// A connection of the pool is valid: `database_not_accessible`.
    ///
    /// The driver's own timeouts should be set too. Many have none, and a thread that waits for a
    /// frozen server holds its connection.
    public static Check.Remote jdbc(String name, DataSource dataSource) {
        return Check.remote(name, new JdbcInspection(dataSource));
    }

    /// GET answers 200 to 399: `http_not_accessible`, `http_status`.
    public static Check.Remote http(String name, URI uri) {
        return Check.remote(name, new HttpInspection(uri));
    }

    /// A connection can be opened: `tcp_not_accessible`. The name is resolved anew each time.
    public static Check.Remote tcp(String name, String host, int port) {
        return Check.remote(
                name, new TcpInspection(InetSocketAddress.createUnresolved(host, port)));
    }

    /// The bucket is there and may be used: `s3_not_accessible`, `s3_bucket_missing`,
    /// `s3_access_denied`, `s3_wrong_region`.
    public static Check.Remote s3(String name, S3Bucket bucket) {
        return Check.remote(name, new S3Inspection(bucket, Clock.systemUTC())).on(BUCKET);
    }

    /// The registry answers an API call: `mlflow_not_accessible`, `mlflow_access_denied`,
    /// `mlflow_host_not_allowed`. Its `/health` says OK even when every call is refused, so that is
    /// not what is asked.
    public static Check.Remote mlflow(String name, URI trackingUri) {
        return mlflow(name, trackingUri, "");
    }

    /// @param authorization the header's value, such as `Bearer TOKEN`; empty for none
    public static Check.Remote mlflow(String name, URI trackingUri, String authorization) {
        return Check.remote(name, new MlflowInspection(trackingUri, authorization));
    }

    /// There are so many bytes left where the path is: `disk_full`. Advisory: a full disk seldom
    /// keeps a service from answering.
    public static Check.Local disk(String name, Path path, long leastBytes) {
        return Check.local(name, new DiskInspection(path, leastBytes)).on(SLOW).advisory();
    }

    /// What is left after a garbage collection is less than this share of the heap: DEGRADED with
    /// `memory_low`. What is in use just now says nothing, as collectors let it grow.
    ///
    /// A restart for want of memory is the JVM's own business: `-XX:+ExitOnOutOfMemoryError`.
    public static Check.Local memory(String name, double most) {
        return Check.local(name, MemoryInspection.ofThisProcess(most)).on(SLOW);
    }

    /// The certificate that a server shows: DEGRADED with `certificate_expires_soon` for so long
    /// before it expires, then DOWN with `certificate_expired`. It is not verified otherwise.
    public static Check.Remote certificate(String name, String host, int port, Duration before) {
        return Check.remote(
                        name,
                        new ServerCertificateInspection(host, port, before, Clock.systemUTC()))
                .on(CERTIFICATE);
    }

    /// The first certificate in a PEM or DER file, likewise.
    public static Check.Local certificate(String name, Path file, Duration before) {
        return Check.local(name, new FileCertificateInspection(file, before, Clock.systemUTC()))
                .on(SLOW);
    }
}
