package dev.probity.samples.mlplatform.store;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An S3 server on 127.0.0.1. A bucket is a folder, an object a file in it.
public final class ObjectStore implements AutoCloseable {
    private final Path folder;
    private final S3Proxy server;

    /// Who may use it.
    public record Keys(String access, String secret) {
        @Override
        public String toString() {
            return "Keys[access=" + access + ", secret=withheld]";
        }
    }

    private ObjectStore(Path folder, S3Proxy server) {
        this.folder = folder;
        this.server = server;
    }

    /// @param port 0 for any free one
    /// @param buckets are there from the start
    public static ObjectStore start(int port, Path folder, Keys keys, List<String> buckets)
            throws IOException {
        for (String bucket : buckets) {
            Files.createDirectories(folder.resolve(bucket));
        }
        S3Proxy server =
                S3Proxy.builder()
                        .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                        .endpoint(URI.create("http://127.0.0.1:" + port))
                        .stopTimeout(0) // ends as a crash does: objects are whole or not there
                        .awsAuthentication(
                                AuthenticationType.AWS_V2_OR_V4, keys.access(), keys.secret())
                        .build();
        try {
            server.start();
        } catch (Exception problem) {
            throw new IOException("cannot listen on 127.0.0.1:" + port, problem);
        }
        return new ObjectStore(folder, server);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /// Where the bucket's objects are as files.
    public Path bucket(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception problem) {
            throw new IllegalStateException("the object store did not stop", problem);
        }
    }
}
