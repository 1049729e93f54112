package dev.probity.spec;

import dev.probity.spec.cluster.VolumeClaim;

import java.nio.file.Path;
import java.util.regex.Pattern;

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

    /// A folder that the containers of one replica share. It is empty when the replica is new, and
    /// outlives its containers' ends.
    ///
    /// @param name as a label of DNS, so that it can name a folder
    record Shared(String name, String mountPath, boolean readOnly) implements Volume {
        private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

        public Shared {
            if (!isName(name)) {
                throw new IllegalArgumentException("\"" + name + "\" names no shared volume");
            }
        }

        public static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }
    }

    /// Memory that is gone with the container.
    ///
    /// @param size in bytes
    record Temporary(String mountPath, long size) implements Volume {}
}
