package dev.probity.launch.container;

import dev.probity.engine.ReplicaId;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folders of this machine that the containers of a replica share.
///
/// @param root below it each replica has a folder, and in that one for each name
record SharedFolders(Path root) {

    Path folder(ReplicaId replica, Volume.Shared volume) {
        return root.resolve(replica.toString()).resolve(volume.name());
    }

    /// Makes those that are not there yet.
    void provide(ReplicaId replica, Sandbox sandbox) throws EngineProblem {
        for (Volume volume : sandbox.volumes()) {
            if (volume instanceof Volume.Shared shared) {
                make(folder(replica, shared));
            }
        }
    }

    private static void make(Path folder) throws EngineProblem {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder);
                // As a kubelet does it: containers of any user write there. Nobody else of this
                // machine comes by: the state directory is its owner's alone.
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        } catch (IOException broken) {
            throw EngineProblem.noAnswer(
                    "the shared folder " + folder + " cannot be made: " + broken);
        }
    }

    /// What a replica's containers left, once they are gone.
    ///
    /// @return what could not be removed, in words for the user
    Optional<String> clear(ReplicaId replica) {
        return remove(root.resolve(replica.toString()));
    }

    Optional<String> clear() {
        return remove(root);
    }

    private static Optional<String> remove(Path folder) {
        if (Files.notExists(folder)) {
            return Optional.empty();
        }
        try {
            List<Path> content;
            try (Stream<Path> all = Files.walk(folder)) {
                content = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : content) {
                Files.deleteIfExists(path);
            }
            return Optional.empty();
        } catch (IOException | UncheckedIOException broken) {
            return Optional.of("the shared folder " + folder + " could not be removed: " + broken);
        }
    }
}
