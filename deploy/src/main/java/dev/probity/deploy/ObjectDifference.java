package dev.probity.deploy;

import dev.probity.deploy.manifest.ObjectName;

import java.util.List;

/// How an object in the cluster differs from the one in the file.
public sealed interface ObjectDifference {
    ObjectName name();

    /// One value that differs.
    ///
    /// @param path such as `spec.template.spec.containers[web].image`
    /// @param before empty where there was none
    /// @param after likewise
    record Line(String path, String before, String after) {}

    /// The cluster has none yet.
    record New(ObjectName name) implements ObjectDifference {}

    record Changed(ObjectName name, List<Line> lines) implements ObjectDifference {
        public Changed {
            lines = List.copyOf(lines);
        }
    }

    /// An earlier deploy made it, and the file has none any more.
    record Obsolete(ObjectName name) implements ObjectDifference {}
}
