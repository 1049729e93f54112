package dev.probity.spec;

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
    record Named(String name, String mountPath, boolean readOnly) implements Volume {}

    /// Memory that is gone with the container.
    ///
    /// @param size in bytes
    record Temporary(String mountPath, long size) implements Volume {}
}
