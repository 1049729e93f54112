package dev.probity.spec.cluster;

import java.util.Optional;

/// How a cluster keeps a volume that has a name: by a PersistentVolumeClaim.
public sealed interface VolumeClaim {

    /// In bytes: 1 GiB, the least that most clusters give.
    long USUAL_SIZE = 1L << 30;

    /// Unless the file says otherwise.
    VolumeClaim DEFAULT = new Wanted(USUAL_SIZE, Optional.empty());

    /// It is in the cluster already, under the volume's name, and is shared by all who mount it.
    record Existing() implements VolumeClaim {}

    /// It is made: for each replica its own, or one for all when several services mount the volume.
    ///
    /// @param size in bytes
    /// @param storageClass the cluster's own choice unless given
    record Wanted(long size, Optional<String> storageClass) implements VolumeClaim {}
}
