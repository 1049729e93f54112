package dev.probity.probes;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;
import dev.probity.probes.wire.Transport;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Makes single attempts with a prober and waits for what comes of them.
final class Asking implements AutoCloseable {

    static final ReplicaId REPLICA = new ReplicaId("web", 1);
    static final WorkerId WORKER = new WorkerId(REPLICA, "web", ProbeType.LIVENESS);
    static final Incarnation INCARNATION = new Incarnation(REPLICA, "web", "web_0e7fe12d-7");
    static final Target LOCAL = new Target("127.0.0.1", Map.of(), Map.of());

    /// Long enough for a loaded machine; no test waits for it unless it is about time.
    static final Duration PATIENT = Duration.ofSeconds(20);

    private final NetworkProber prober;
    private final AtomicLong attempts = new AtomicLong();

    Asking(Transport transport, ExecRunner runner) {
        prober = NetworkProber.start(transport, 1, runner);
    }

    static Asking over(Transport transport) {
        return new Asking(
                transport,
                (incarnation, command, limit, outputLimit, ended) -> {
                    throw new AssertionError("no command is expected: " + command);
                });
    }

    NetworkProber prober() {
        return prober;
    }

    Event.AttemptFinished ask(Handler handler, Duration timeout, Target target) {
        CompletableFuture<Event.AttemptFinished> answer = new CompletableFuture<>();
        prober.make(attempt(handler, timeout), target, answer::complete);
        return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }

    Event.AttemptFinished ask(Handler handler) {
        return ask(handler, PATIENT, LOCAL);
    }

    Effect.MakeAttempt attempt(Handler handler, Duration timeout) {
        Probe probe = new Probe(handler, Duration.ZERO, PATIENT, timeout, 1, 3, Optional.empty());
        return new Effect.MakeAttempt(attempts.incrementAndGet(), WORKER, INCARNATION, probe);
    }

    static Handler.HttpGet get(int port, String path) {
        return get(Optional.empty(), port, path, Handler.Scheme.HTTP, List.of());
    }

    static Handler.HttpGet get(
            Optional<String> host,
            int port,
            String path,
            Handler.Scheme scheme,
            List<Handler.Header> headers) {
        return new Handler.HttpGet(host, new PortRef.Numbered(port), path, scheme, headers);
    }

    @Override
    public void close() {
        prober.close();
    }
}
