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
        Optional<ProcessHandle> root = root(footprint);
        boolean any = false;
        for (Tree tree : trees(footprint)) {
            root.ifPresent(tree::rootedAt);
            if (!tree.members().isEmpty()) {
                any = true;
                tree.kill();
            }
        }
        group(footprint).ifPresent(ControlGroupTree::remove);
        return any;
    }

    // The pid counts only with its start time: it may have gone to a process of somebody else.
    private static Optional<ProcessHandle> root(Footprint footprint) {
        return ProcessHandle.of(footprint.pid())
                .filter(handle -> Footprints.started(handle) == footprint.started());
    }

    // By all means: a process may have left the one and still be found by the other.
    private static List<Tree> trees(Footprint footprint) {
        String mark = footprint.run() + "." + footprint.incarnation() + ".";
        List<Tree> trees = new ArrayList<>();
        group(footprint)
                .map(group -> group.resolve(footprint.incarnation()))
                .filter(Files::isDirectory)
                .ifPresent(group -> {
                    try {
                        trees.add(new ControlGroupTree(mark, group));
                    } catch (IOException _) {
                        // the others remain
                    }
                });
        boolean processTable = ProcessTable.alive(ProcessHandle.current().pid());
        trees.add(processTable ? new MarkedTree(mark) : new DescentTree(mark));
        return trees;
    }

    private static Optional<Path> group(Footprint footprint) {
        return Optional.of(footprint.group())
                .filter(group -> group.endsWith("/" + Supervision.groupName(footprint.run())))
                .map(Path::of);
    }
}
