package dev.probity.samples.inference.model;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/// A loaded version and how many hold it. It is closed by the last one who lets go.
public final class ServedModel {
    private final OnnxModel onnx;
    private final Resolved version;
    private final String sha256;
    private final Instant loadedAt;
    private final AtomicInteger holders = new AtomicInteger(1);

    ServedModel(OnnxModel onnx, Resolved version, String sha256, Instant loadedAt) {
        this.onnx = onnx;
        this.version = version;
        this.sha256 = sha256;
        this.loadedAt = loadedAt;
    }

    /// @return whether it is held now; false when the last holder has let go already
    boolean hold() {
        return holders.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /// Once for each time that it was held.
    public void release() {
        int left = holders.decrementAndGet();
        if (left == 0) {
            onnx.close();
        } else if (left < 0) {
            throw new IllegalStateException("released more often than held");
        }
    }

    boolean isClosed() {
        return holders.get() <= 0;
    }

    OnnxModel onnx() {
        return onnx;
    }

    public Signature signature() {
        return onnx.signature();
    }

    public Resolved version() {
        return version;
    }

    /// Of the file that runs, in hexadecimal.
    public String sha256() {
        return sha256;
    }

    public Instant loadedAt() {
        return loadedAt;
    }
}
