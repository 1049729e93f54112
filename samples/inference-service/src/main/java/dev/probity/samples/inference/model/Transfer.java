package dev.probity.samples.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that come in one after the other, counted together.
final class Transfer {
    private static final long MOST = 4L << 30; // more than any model that one machine serves
    private static final int BLOCK = 64 * 1024;

    private final ModelSource.Received received;
    private final long total;
    private long done;

    Transfer(ModelSource.Received received, long total) {
        this.received = received;
        this.total = total;
    }

    void copy(InputStream in, Path file) throws IOException, ModelProblem {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            int read;
            while ((read = in.read(block)) > 0) {
                done += read;
                if (done > MOST) {
                    throw new ModelProblem(
                            "model_too_large", "more than " + MOST + " bytes; that is no model");
                }
                out.write(block, 0, read);
                received.bytes(done, total);
            }
        }
    }
}
