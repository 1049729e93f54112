package dev.probity.cli.find;

import dev.probity.runtime.RunLock;
import dev.probity.runtime.StateDirectory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The applications that have run on this machine, by what they left or hold.
///
/// A folder is found without reading its file: the file may be broken just now.
final class StateDirectories {
    private static final String NO_NAME = "";

    private final Path base;

    StateDirectories(Map<String, String> environment) {
        this.base = StateDirectory.base(environment);
    }

    /// Those of the applications whose file is in this folder.
    List<StateDirectory> ofFolder(Path folder) {
        String ending =
                String.valueOf(StateDirectory.of(base, NO_NAME, folder).path().getFileName());
        return all().stream().filter(state -> name(state).endsWith(ending)).toList();
    }

    /// Those of the applications of this name, wherever their files are.
    List<StateDirectory> named(String application) {
        return all().stream().filter(state -> applicationOf(state).equals(application)).toList();
    }

    List<StateDirectory> all() {
        Path folder = base.resolve("probity");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().map(StateDirectory::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    static boolean isRunning(StateDirectory state) {
        try {
            return RunLock.holder(state.lock()).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + state.lock(), e);
        }
    }

    /// `web-api-1a2b3c4d` without its last part.
    static String applicationOf(StateDirectory state) {
        String name = name(state);
        int dash = name.lastIndexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }

    private static String name(StateDirectory state) {
        return String.valueOf(state.path().getFileName());
    }
}
