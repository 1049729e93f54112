package dev.probity.launch.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Processes found by looking through all: by the mark in their environment, by group and session,
/// and by descent from one that was found.
final class MarkedTree implements Tree {

    private final String mark;
    private volatile Optional<ProcessTable.Entry> root = Optional.empty();

    MarkedTree(String mark) {
        this.mark = mark;
    }

    @Override
    public String mark() {
        return mark;
    }

    @Override
    public void rootedAt(ProcessHandle handle) {
        root = ProcessTable.entry(handle.pid());
    }

    @Override
    public List<ProcessHandle> members() {
        return found(ProcessTable.all()).stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    @Override
    public void strike() {
        members().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public Tree branch(String name) {
        return new MarkedTree(mark + name + ".");
    }

    @Override
    public void fell() {}

    private Set<Long> found(List<ProcessTable.Entry> all) {
        Set<Long> found = new LinkedHashSet<>();
        // First: a shell that waits for its children would see them end before it is asked itself,
        // and take that for a success.
        all.stream().filter(this::isRoot).forEach(entry -> found.add(entry.pid()));
        List<ProcessTable.Entry> rest = new ArrayList<>();
        for (ProcessTable.Entry entry : all) {
            // Nothing of the tree is older than its root, which spares most of the looking.
            if (root.isPresent() && entry.started() < root.get().started()) {
                continue;
            }
            if (belongs(entry) || ProcessTable.marked(entry.pid(), mark)) {
                found.add(entry.pid());
            } else {
                rest.add(entry);
            }
        }
        // A child may come before its parent, so it takes as many passes as generations.
        while (rest.removeIf(entry -> found.contains(entry.parent()) && found.add(entry.pid()))) {}
        all.stream().filter(entry -> !entry.alive()).forEach(entry -> found.remove(entry.pid()));
        found.remove(ProcessHandle.current().pid());
        return found;
    }

    private boolean isRoot(ProcessTable.Entry entry) {
        return root.filter(leader -> leader.pid() == entry.pid())
                .filter(leader -> leader.started() == entry.started())
                .isPresent();
    }

    // Group and session keep their number reserved for as long as anybody is in them, but the
    // number could have gone to somebody else when the root ended before it led a group.
    private boolean belongs(ProcessTable.Entry entry) {
        if (root.isEmpty()) {
            return false;
        }
        long pid = root.get().pid();
        if (entry.pid() == pid) {
            return isRoot(entry);
        }
        return entry.group() == pid || entry.session() == pid;
    }
}
