package dev.probity.launch.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The processes that came of one program, by the surest means this machine has to tell them.
sealed interface Tree permits ControlGroupTree, MarkedTree, DescentTree {

    /// How long a kill is repeated. Only a process that the kernel itself holds lives longer.
    Duration KILL_LIMIT = Duration.ofSeconds(2);

    /// What the environment of everything in it contains, unless a program clears it.
    String mark();

    /// Told once, as soon as the program has been started.
    void rootedAt(ProcessHandle root);

    /// Told after that, when there is time: it may take the length of the kernel's grace period.
    default void hold() {}

    /// Who is alive now; zombies are not.
    List<ProcessHandle> members();

    /// Kills who is there now.
    void strike();

    /// A part of the tree that can be killed alone.
    Tree branch(String name);

    /// Forgets the tree, which is empty.
    void fell();

    /// Kills all of it, also what is born meanwhile.
    ///
    /// @return whether nothing of it is left
    default boolean kill() {
        long end = System.nanoTime() + KILL_LIMIT.toNanos();
        while (!members().isEmpty()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            strike();
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return true;
    }

    /// Asks all of it to end.
    default void ask() {
        members().forEach(ProcessHandle::destroy);
    }
}
