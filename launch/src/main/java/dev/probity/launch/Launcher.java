package dev.probity.launch;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.spec.Container;
import dev.probity.spec.Hook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Runs incarnations of one kind, and commands inside of them.
///
/// All methods but {@link #close} return at once and may be called from any thread. Answers come on
/// threads of the launcher, must not block them, and keep their order: an incarnation is started
/// before it exits, and exits once.
public interface Launcher extends AutoCloseable {

    /// How much of a failed hook's output is told.
    int HOOK_OUTPUT = 1024;

    /// Answers with {@link Event.Started} and later {@link Event.Exited}, or with {@link
    /// Event.LaunchFailed}. What the slot's incarnation before this one left running is gone when
    /// this one starts.
    void launch(
            Incarnation incarnation,
            Container container,
            LaunchPlan plan,
            Consumer<? super Event> events);

    /// Signals the whole tree. One that is not started yet gets the signal when it is; one that is
    /// over is left alone.
    void terminate(Incarnation incarnation, Effect.Signal signal);

    /// Answers with {@link Event.PreStopFinished}, at the latest when the limit is over.
    default void runPreStop(
            Incarnation incarnation,
            Hook.Exec hook,
            Duration limit,
            Consumer<? super Event> events) {
        var request = new ExecRequest(hook.action().command(), limit, HOOK_OUTPUT);
        exec(
                incarnation,
                request,
                result ->
                        events.accept(
                                new Event.PreStopFinished(incarnation, result.failure(limit))));
    }

    /// Answers exactly once.
    Execution exec(
            Incarnation incarnation, ExecRequest request, Consumer<? super ExecResult> answer);

    /// Runs a command whose output goes to the listener as it comes and whose input stays open.
    Attachment attach(Incarnation incarnation, List<String> command, ExecListener listener);

    /// What a running incarnation was launched with: its environment above all.
    Optional<LaunchPlan> plan(Incarnation incarnation);

    /// The first process of a running incarnation, as this machine numbers it; cheap to ask.
    OptionalLong leader(Incarnation incarnation);

    /// The process ids of a running incarnation's whole tree, as this machine numbers them.
    List<Long> processes(Incarnation incarnation);

    /// The replica's slot is gone: what it held beside its incarnations is let go.
    default void retire(ReplicaId replica) {}

    /// Kills what is still running and waits until it is gone, for some seconds at most.
    @Override
    void close();
}
