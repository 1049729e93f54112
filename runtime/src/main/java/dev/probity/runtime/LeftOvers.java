package dev.probity.runtime;

import dev.probity.launch.container.ContainerSweep;
import dev.probity.launch.container.Owner;
import dev.probity.launch.process.Sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Ends what a run that was killed has left running.
public final class LeftOvers {
    private LeftOvers() {}

    /// @return what was found, a line each, in words for the user
    /// @throws AlreadyRunning when it is no leftover: the application runs
    public static List<String> remove(StateDirectory state) throws AlreadyRunning, IOException {
        if (!Files.isDirectory(state.path())) {
            return List.of();
        }
        try (RunLock _ = RunLock.take(state.lock())) {
            return sweep(state);
        }
    }

    /// To be done by whoever holds the lock.
    static List<String> sweep(StateDirectory state) {
        List<String> found = new ArrayList<>();
        for (Sweep.Left left : Sweep.of(state.processes())) {
            found.add(
                    "an earlier run left %s behind (pid %d); it was killed"
                            .formatted(left.incarnation(), left.pid()));
        }
        ContainerSweep.Swept swept = ContainerSweep.of(state.containers(), owner("", state));
        for (String incarnation : swept.removed()) {
            found.add(
                    "an earlier run left the container of %s behind; it was removed"
                            .formatted(incarnation));
        }
        found.addAll(swept.problems());
        return found;
    }

    static Owner owner(String application, StateDirectory state) {
        return new Owner(application, state.path().toString());
    }
}
