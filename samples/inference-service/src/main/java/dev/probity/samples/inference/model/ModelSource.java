package dev.probity.samples.inference.model;

import java.io.IOException;
import java.nio.file.Path;

/// Where models come from.
interface ModelSource {

    /// What the reference points at now.
    Resolved resolve() throws ModelProblem, IOException, InterruptedException;

    /// Writes all files of a version into an empty folder.
    void download(Resolved version, Path folder, Received received)
            throws ModelProblem, IOException, InterruptedException;

    /// Is told of the bytes that have come.
    @FunctionalInterface
    interface Received {
        /// @param total 0 when it is not known
        void bytes(long done, long total);
    }
}
