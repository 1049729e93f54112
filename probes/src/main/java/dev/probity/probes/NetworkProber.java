package dev.probity.probes;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.WorkerId;
import dev.probity.probes.http.HttpRequest;
import dev.probity.probes.wire.Dialer;
import dev.probity.probes.wire.Dialers;
import dev.probity.probes.wire.Transport;
import dev.probity.spec.Handler.HttpGet;
import dev.probity.spec.Hook;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Asks over the network itself, on event loops of its own, and leaves commands to a runner.
///
/// Between attempts nothing is kept of a target, so a target costs nothing here.
public final class NetworkProber implements Prober {

    private final Dialers dialers;
    private final ExecRunner runner;
    private final BiConsumer<WorkerId, Transcript> failures;

    /// What is under way, for cancelling.
    private final Map<Long, Underway> attempts = new ConcurrentHashMap<>();

    private record Underway(Attempt attempt, Dialer dialer) {}

    private NetworkProber(
            Dialers dialers, ExecRunner runner, BiConsumer<WorkerId, Transcript> failures) {
        this.dialers = dialers;
        this.runner = runner;
        this.failures = failures;
    }

    /// @param threads event loops; one carries thousands of probes each second
    public static NetworkProber start(Transport transport, int threads, ExecRunner runner) {
        return start(transport, threads, runner, (_, _) -> {});
    }

    /// @param failures is told what was said in a try by HTTP that did not succeed, on an event
    ///   loop and before the attempt is answered
    public static NetworkProber start(
            Transport transport,
            int threads,
            ExecRunner runner,
            BiConsumer<WorkerId, Transcript> failures) {
        return new NetworkProber(Dialers.start(transport, threads), runner, failures);
    }

    /// One of the event loops, for whoever asks for attempts from the very thread that makes them.
    public ScheduledExecutorService loop() {
        return dialers.first().loop();
    }

    @Override
    public void make(
            Effect.MakeAttempt effect, Target target, Consumer<Event.AttemptFinished> finished) {
        Dialer dialer = dialers.next();
        Tries tries = new Tries(dialer, runner, failures);
        Attempt attempt =
                new Attempt(
                        effect,
                        answer -> tries.of(effect, target, answer),
                        event -> {
                            attempts.remove(effect.attempt());
                            finished.accept(event);
                        });
        attempts.put(effect.attempt(), new Underway(attempt, dialer));
        execute(dialer, attempt::begin);
    }

    @Override
    public void cancel(long attempt) {
        Underway underway = attempts.remove(attempt);
        if (underway != null) {
            execute(underway.dialer(), underway.attempt()::giveUp);
        }
    }

    @Override
    public void runPreStop(
            Effect.RunPreStop preStop, Target target, Consumer<Event.PreStopFinished> finished) {
        if (!(preStop.hook() instanceof Hook.HttpGet(HttpGet get))) {
            throw new IllegalArgumentException(
                    preStop.hook() + " is not for the network; it takes an httpGet hook");
        }
        Consumer<Optional<String>> end =
                failure ->
                        finished.accept(new Event.PreStopFinished(preStop.incarnation(), failure));
        OptionalInt port = target.port(get.port());
        Optional<String> problem = Tries.portProblem(get.port(), port);
        if (problem.isPresent()) {
            end.accept(problem);
            return;
        }
        Dialer dialer = dialers.next();
        HttpRequest request = Tries.request(get, target, port.orElseThrow(), Tries.HOOK_AGENT);
        HttpHook hook = new HttpHook(dialer, request, preStop.limit(), end);
        execute(dialer, hook::begin);
    }

    /// After {@link #close} there is nobody to do it, nor to wait for it.
    private static void execute(Dialer dialer, Runnable task) {
        try {
            dialer.loop().execute(task);
        } catch (RejectedExecutionException e) {
            // closed
        }
    }

    @Override
    public void close() {
        attempts.keySet().forEach(this::cancel);
        dialers.close();
    }
}
