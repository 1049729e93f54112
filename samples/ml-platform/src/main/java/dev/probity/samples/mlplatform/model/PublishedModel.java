package dev.probity.samples.mlplatform.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The two models that lie in this folder. `Train` made them; their accuracy is on pictures that
/// they were not trained with.
public enum PublishedModel {
    /// Trained for two epochs, so that there is something to get better than.
    FIRST("first.onnx"),
    SECOND("second.onnx");

    /// Its labels and its form are CIFAR-10's; its pictures are drawn.
    public static final String NAME = "cifar10-model";

    private final String file;

    PublishedModel(String file) {
        this.file = file;
    }

    public byte[] bytes() {
        try (InputStream in = PublishedModel.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from this jar");
            }
            return in.readAllBytes();
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + file, problem);
        }
    }
}
