package dev.probity.probes;

import dev.probity.engine.Incarnation;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Runs a command inside of an incarnation, without a shell, as exec probes need it.
///
/// Whoever wires the rooms puts the launcher behind it.
@FunctionalInterface
public interface ExecRunner {

    /// Returns at once and answers exactly once, from any thread. At the limit, and when it is
    /// abandoned, the command's whole process group is killed.
    ///
    /// @param outputLimit how many bytes of each stream are wanted; the rest is drained
    Running run(
            Incarnation incarnation,
            List<String> command,
            Duration limit,
            int outputLimit,
            Consumer<Ended> ended);

    /// A command that is under way.
    @FunctionalInterface
    interface Running {
        /// Kills it; an answer may still come and is ignored.
        void abandon();
    }

    /// How it went.
    sealed interface Ended {

        /// @param output the head of the standard output
        /// @param errors the head of the standard error
        record Exited(int code, String output, String errors) implements Ended {}

        /// It was still running at the limit, and has been killed.
        record TimedOut() implements Ended {}

        /// It never ran.
        ///
        /// @param reason such as `exec: "/no/such": stat /no/such: no such file or directory`
        record NotStarted(String reason) implements Ended {}
    }
}
