package dev.probity.probes;

import dev.probity.engine.Effect.MakeAttempt;
import dev.probity.engine.Outcome;
import dev.probity.engine.WorkerId;
import dev.probity.probes.http.HttpRequest;
import dev.probity.probes.http.Url;
import dev.probity.probes.wire.Destination;
import dev.probity.probes.wire.Dialer;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Finds who asks, and whom, for each kind of handler.
final class Tries {

    /// The release whose behaviour is copied, as its probes present themselves.
    private static final String RELEASE = "1.35";

    static final String PROBE_AGENT = "kube-probe/" + RELEASE;
    static final String HOOK_AGENT = "kube-lifecycle/" + RELEASE;

    private final Dialer dialer;
    private final ExecRunner runner;
    private final BiConsumer<WorkerId, Transcript> failures;

    Tries(Dialer dialer, ExecRunner runner, BiConsumer<WorkerId, Transcript> failures) {
        this.dialer = dialer;
        this.runner = runner;
        this.failures = failures;
    }

    Try of(MakeAttempt attempt, Target target, Consumer<Outcome> answer) {
        Duration timeout = attempt.probe().timeout();
        return switch (attempt.probe().handler()) {
            case Handler.HttpGet get ->
                    withPort(
                            get.port(),
                            target,
                            answer,
                            port ->
                                    new HttpTry(
                                            dialer,
                                            request(get, target, port, PROBE_AGENT),
                                            timeout,
                                            said -> failures.accept(attempt.worker(), said),
                                            answer));
            case Handler.TcpSocket tcp ->
                    withPort(
                            tcp.port(),
                            target,
                            answer,
                            port ->
                                    new TcpTry(
                                            dialer,
                                            destination(tcp.host(), target, port),
                                            timeout,
                                            answer));
            case Handler.Grpc grpc ->
                    withPort(
                            grpc.port(),
                            target,
                            answer,
                            port ->
                                    new GrpcTry(
                                            dialer,
                                            destination(Optional.empty(), target, port),
                                            grpc.service(),
                                            timeout,
                                            answer));
            case Handler.Exec exec ->
                    new ExecTry(
                            dialer.loop(),
                            runner,
                            attempt.incarnation(),
                            Expansion.of(exec.command(), target.environment()),
                            timeout,
                            answer);
        };
    }

    static HttpRequest request(Handler.HttpGet get, Target target, int port, String agent) {
        String scheme = get.scheme().name().toLowerCase(Locale.ROOT);
        Url url = Url.of(scheme, destination(get.host(), target, port).authority(), get.path());
        Optional<String> host =
                HttpRequest.first(get.headers(), "Host").filter(value -> !value.isEmpty());
        return new HttpRequest(url, host, get.headers(), agent, Optional.empty());
    }

    private static Destination destination(Optional<String> host, Target target, int port) {
        return new Destination(host.orElse(target.address()), port, false);
    }

    /// A port that cannot be told is an error of the asking: no verdict comes of it (R42).
    private static Try withPort(
            PortRef reference, Target target, Consumer<Outcome> answer, IntFunction<Try> asking) {
        OptionalInt port = target.port(reference);
        return portProblem(reference, port)
                .<Try>map(problem -> new BrokenTry(problem, answer))
                .orElseGet(() -> asking.apply(port.orElseThrow()));
    }

    static Optional<String> portProblem(PortRef reference, OptionalInt port) {
        if (port.isEmpty() && reference instanceof PortRef.Named(String name)) {
            return Optional.of("port \"" + name + "\" not found");
        }
        int number = port.orElse(0);
        return number > 0 && number < 65_536
                ? Optional.empty()
                : Optional.of("invalid port number: " + number);
    }

    /// Could not even be set up.
    private record BrokenTry(String problem, Consumer<Outcome> answer) implements Try {
        @Override
        public void begin() {
            answer.accept(new Outcome.Inconclusive("unknown", problem));
        }

        @Override
        public void giveUp() {}
    }
}
