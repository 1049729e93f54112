package dev.probity.launch.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Processes held together by the kernel: a fork is born in its parent's control group.
final class ControlGroupTree implements Tree {

    /// Enters the group, then becomes the program. A group that is gone stops nobody: the guard
    /// finds the process by its mark.
    private static final String ENTER = "{ echo 0 >\"$0/cgroup.procs\"; } 2>/dev/null; exec \"$@\"";

    private final String mark;
    private final Path group;
    private final Path shell;
    private volatile Optional<ProcessHandle> root = Optional.empty();

    ControlGroupTree(String mark, Path group, Path shell) throws IOException {
        this.mark = mark;
        this.group = group;
        this.shell = shell;
        Files.createDirectories(group);
    }

    @Override
    public String mark() {
        return mark;
    }

    @Override
    public List<String> entrance() {
        return List.of(shell.toString(), "-c", ENTER, group.toString());
    }

    @Override
    public void rootedAt(ProcessHandle root) {
        this.root = Optional.of(root);
    }

    @Override
    public List<ProcessHandle> members() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        // It may not have entered the group yet.
        root.filter(handle -> ProcessTable.alive(handle.pid())).ifPresent(members::add);
        collect(group, members);
        return List.copyOf(members);
    }

    @Override
    public void strike() {
        root.ifPresent(ProcessHandle::destroyForcibly);
        kill(group);
    }

    @Override
    public Tree branch(String name) {
        try {
            return new ControlGroupTree(mark, group.resolve(name), shell);
        } catch (IOException _) {
            return this; // the tree is being felled: what enters it now dies with it
        }
    }

    @Override
    public void fell() {
        remove(group);
    }

    /// Kills all in a group and in the groups under it, at once.
    private static void kill(Path group) {
        try {
            Files.writeString(group.resolve("cgroup.kill"), "1");
        } catch (IOException _) {
            // gone already
        }
    }

    /// Removes a group with those under it, as far as they are empty.
    static void remove(Path group) {
        try (DirectoryStream<Path> below = Files.newDirectoryStream(group, Files::isDirectory)) {
            below.forEach(ControlGroupTree::remove);
        } catch (IOException _) {
            return;
        }
        try {
            Files.deleteIfExists(group);
        } catch (IOException _) {
            // somebody is in it; the sweep of the next start tries again
        }
    }

    private static void collect(Path group, Set<ProcessHandle> members) {
        try {
            for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(members::add);
            }
        } catch (IOException _) {
            return;
        }
        try (DirectoryStream<Path> below = Files.newDirectoryStream(group, Files::isDirectory)) {
            below.forEach(child -> collect(child, members));
        } catch (IOException _) {
            // gone already
        }
    }
}
