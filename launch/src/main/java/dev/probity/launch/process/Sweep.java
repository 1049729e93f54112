package dev.probity.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ends what an earlier run of Probity left behind, and touches nothing else.
///
/// To be done by whoever holds the application's lock, before the first launch: the footprints are
/// of runs that are over then.
public final class Sweep {

    private Sweep() {}

    /// A process that was still there.
    public record Left(String incarnation, long pid) {}

    /// @param directory the one that the earlier run's {@link ProcessLauncher} was given
    /// @return the incarnations whose processes were found and killed
    public static List<Left> of(Path directory) {
        var footprints = new Footprints(directory);
        List<Left> left = new ArrayList<>();
        String boot = Footprints.boot();
        for (Footprint footprint : footprints.all()) {
            // After a reboot its pid is somebody else's, and its processes are gone anyway.
            if (footprint.boot().equals(boot) && end(footprint)) {
                left.add(new Left(footprint.incarnation(), footprint.pid()));
            }
        }
        footprints.eraseAll();
        return left;
    }

    private static boolean end(Footprint footprint) {
        Tree tree = tree(footprint);
        root(footprint).ifPresent(tree::rootedAt);
        boolean any = !tree.members().isEmpty();
        if (any) {
            tree.kill();
        }
        if (!footprint.group().isEmpty()) {
            ControlGroupTree.remove(Path.of(footprint.group()));
        }
        return any;
    }

    // The pid counts only with its start time: it may have gone to a process of somebody else.
    private static Optional<ProcessHandle> root(Footprint footprint) {
        return ProcessHandle.of(footprint.pid())
                .filter(handle -> Footprints.started(handle) == footprint.started());
    }

    private static Tree tree(Footprint footprint) {
        String mark = footprint.run() + "." + footprint.incarnation() + ".";
        Path group = Path.of(footprint.group(), footprint.incarnation());
        if (!footprint.group().isEmpty() && Files.isDirectory(group)) {
            try {
                return new ControlGroupTree(mark, group, Path.of("sh"));
            } catch (IOException _) {
                return new MarkedTree(mark);
            }
        }
        return ProcessTable.entry(ProcessHandle.current().pid()).isPresent()
                ? new MarkedTree(mark)
                : new DescentTree(mark);
    }
}
