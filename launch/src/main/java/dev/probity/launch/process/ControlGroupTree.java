package dev.probity.launch.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Processes held together by the kernel: a fork is born in its parent's control group.
///
/// The program is moved into the group from outside, with what it has forked till then; the kernel
/// takes up to some 20 ms for a move. A shell that enters and then becomes the program would leave
/// no such time, but it drops variables whose names it cannot use itself, as Tye's
/// `SERVICE__MY-WEB__HOST`. What hides before it is moved is found by its mark when the tree is
/// killed. Commands inside of an incarnation are not moved at all: they are short.
final class ControlGroupTree implements Tree {

    private static final int LOOKS = 10;

    private final Path group;
    private final MarkedTree marked;
    private volatile Optional<ProcessHandle> root = Optional.empty();

    ControlGroupTree(String mark, Path group) throws IOException {
        this.group = group;
        this.marked = new MarkedTree(mark);
        Files.createDirectories(group);
    }

    @Override
    public String mark() {
        return marked.mark();
    }

    @Override
    public void rootedAt(ProcessHandle root) {
        this.root = Optional.of(root);
        marked.rootedAt(root);
    }

    @Override
    public void hold() {
        root.ifPresent(handle -> {
            enter(handle.pid());
            // What it forks from now on is born inside.
            if (!ProcessTable.childless(handle.pid())) {
                takeAlong(handle);
            }
        });
    }

    @Override
    public List<ProcessHandle> members() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        root.filter(handle -> ProcessTable.alive(handle.pid())).ifPresent(members::add);
        collect(group, members);
        return List.copyOf(members);
    }

    @Override
    public void ask() {
        Set<ProcessHandle> all = new LinkedHashSet<>(members());
        all.addAll(marked.members());
        all.forEach(ProcessHandle::destroy);
    }

    @Override
    public void strike() {
        root.ifPresent(ProcessHandle::destroyForcibly);
        write("cgroup.kill", "1");
    }

    @Override
    public boolean kill() {
        boolean gone = Tree.super.kill();
        return marked.kill() && gone;
    }

    @Override
    public Tree branch(String name) {
        return marked.branch(name);
    }

    @Override
    public void fell() {
        remove(group);
    }

    // A child may fork while it is moved; in the second look only such grandchildren are new.
    private void takeAlong(ProcessHandle root) {
        Set<Long> inside = new HashSet<>();
        for (int look = 0; look < LOOKS; look++) {
            List<Long> outside =
                    root.descendants()
                            .map(ProcessHandle::pid)
                            .filter(pid -> !inside.contains(pid))
                            .toList();
            if (outside.isEmpty()) {
                return;
            }
            outside.forEach(this::enter);
            inside.addAll(outside);
        }
    }

    private void enter(long pid) {
        write("cgroup.procs", Long.toString(pid));
    }

    // It fails for a process or a group that is gone, and that is well.
    private void write(String file, String text) {
        try {
            Files.writeString(group.resolve(file), text);
        } catch (IOException _) {
            // as said
        }
    }

    /// Removes a group with those under it, as far as they are empty.
    static void remove(Path group) {
        try (DirectoryStream<Path> below = Files.newDirectoryStream(group, Files::isDirectory)) {
            below.forEach(ControlGroupTree::remove);
            Files.deleteIfExists(group);
        } catch (IOException _) {
            // gone already, or somebody is in it; the sweep of the next start tries again
        }
    }

    private static void collect(Path group, Set<ProcessHandle> members) {
        try (DirectoryStream<Path> below = Files.newDirectoryStream(group, Files::isDirectory)) {
            for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(members::add);
            }
            below.forEach(child -> collect(child, members));
        } catch (IOException _) {
            // gone already
        }
    }
}
