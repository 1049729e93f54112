package dev.probity.launch.process;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A program and its descendants as the Java platform sees them, on any system.
final class DescentTree implements Tree {

    private final String mark;
    private volatile Optional<ProcessHandle> root = Optional.empty();

    DescentTree(String mark) {
        this.mark = mark;
    }

    @Override
    public String mark() {
        return mark;
    }

    @Override
    public void rootedAt(ProcessHandle root) {
        this.root = Optional.of(root);
    }

    @Override
    public List<ProcessHandle> members() {
        return root.stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    @Override
    public void strike() {
        members().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public Tree branch(String name) {
        return new DescentTree(mark + name + ".");
    }

    @Override
    public void fell() {}
}
