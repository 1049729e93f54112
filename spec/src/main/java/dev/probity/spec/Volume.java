package dev.probity.spec;

import dev.probity.spec.cluster.VolumeClaim;

import java.nio.file.Path;

/// Something that a container finds at a path of its own.
public sealed interface Volume {

    /// Where the container finds it; absolute.
    String mountPath();

    /// A file or directory of this machine.
    ///
    /// @param hostPath absolute
    record Bind(Path hostPath, String mountPath, boolean readOnly) implements Volume {}

    /// Kept by the container engine from run to run, under the application's name and this one.
    ///
    /// @param claim how a cluster keeps it
    record Named(String name, String mountPath, boolean readOnly, VolumeClaim claim)
            implements Volume {

        /// One that a cluster keeps as it sees fit.
        public Named(String name, String mountPath, boolean readOnly) {
            this(name, mountPath, readOnly, VolumeClaim.DEFAULT);
        }
    }

    /// Memory that is gone with the container.
    ///
    /// @param size in bytes
    record Temporary(String mountPath, long size) implements Volume {}
}
