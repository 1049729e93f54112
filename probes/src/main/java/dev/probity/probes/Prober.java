package dev.probity.probes;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;

import java.util.function.Consumer;

/// Makes attempts. What comes of one is the engine's business.
///
/// All methods return at once and may be called from any thread; answers come on a thread of the
/// prober and must not block it.
public interface Prober extends AutoCloseable {

    /// Asks up to three times while the asking itself breaks (R17), then answers exactly once,
    /// unless the attempt is cancelled.
    void make(Effect.MakeAttempt attempt, Target target, Consumer<Event.AttemptFinished> finished);

    /// Gives an attempt up. There will be no answer; an unknown number is ignored, because the
    /// answer may be on its way already.
    void cancel(long attempt);

    /// Carries out a {@link dev.probity.spec.Hook.HttpGet} and answers exactly once, at the latest
    /// when the limit is over. As with the kubelet any answer of the server will do.
    ///
    /// @throws IllegalArgumentException when the hook is of another kind
    void runPreStop(
            Effect.RunPreStop preStop, Target target, Consumer<Event.PreStopFinished> finished);

    /// Gives everything up that is under way, and frees the threads.
    @Override
    void close();
}
