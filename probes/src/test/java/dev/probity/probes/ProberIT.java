package dev.probity.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Outcome;
import dev.probity.probes.wire.Transport;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Hook;
import dev.probity.spec.Port;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

class ProberIT {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

    @ParameterizedTest
    @EnumSource(Transport.class)
    void takesTheBodyForTheOutput(Transport transport) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.saying(OK);
                Asking asking = Asking.over(transport)) {
            assertThat(asking.ask(Asking.get(peer.port(), "/")).outcome())
                    .isEqualTo(new Outcome.Success("fine"));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void asksAReplicaAtItsOwnPort(Transport transport) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.saying(OK);
                Asking asking = Asking.over(transport)) {
            Port web = new Port("web", OptionalInt.of(80));
            Target target = new Target("127.0.0.1", Map.of(web, peer.port()), Map.of());
            for (PortRef port : List.of(new PortRef.Named("web"), new PortRef.Numbered(80))) {
                Handler handler = new Handler.TcpSocket(Optional.empty(), port);
                assertThat(asking.ask(handler, Asking.PATIENT, target).outcome())
                        .isEqualTo(new Outcome.Success(""));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void triesTheAddressesOfANameInTurn(Transport transport) throws IOException {
        // localhost is ::1 and 127.0.0.1 where there is IPv6, and nobody listens on the former.
        try (ScriptedPeer peer = ScriptedPeer.saying(OK);
                Asking asking = Asking.over(transport)) {
            Handler handler =
                    Asking.get(
                            Optional.of("localhost"),
                            peer.port(),
                            "/",
                            Handler.Scheme.HTTP,
                            List.of());
            assertThat(asking.ask(handler).outcome()).isEqualTo(new Outcome.Success("fine"));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void saysThatANameLeadsNowhere(Transport transport) {
        try (Asking asking = Asking.over(transport)) {
            Handler handler =
                    new Handler.TcpSocket(Optional.of("no.such.invalid"), new PortRef.Numbered(1));
            assertThat(asking.ask(handler).outcome())
                    .isEqualTo(
                            new Outcome.Failure("dial tcp: lookup no.such.invalid: no such host"));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void saysThatNobodyListens(Transport transport) throws IOException {
        try (Socket bound = new Socket();
                Asking asking = Asking.over(transport)) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String address = "127.0.0.1:" + bound.getLocalPort();
            assertThat(asking.ask(Asking.get(bound.getLocalPort(), "/x")).outcome())
                    .isEqualTo(
                            new Outcome.Failure(
                                    "Get \"http://"
                                            + address
                                            + "/x\": dial tcp "
                                            + address
                                            + ": connect: connection refused"));
        }
    }

    /// The backlog is full, so connections are neither taken nor refused.
    @ParameterizedTest
    @EnumSource(Transport.class)
    void givesUpConnectingAtTheTimeout(Transport transport) throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Asking asking = Asking.over(transport)) {
            List<Socket> waiting = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    Socket socket = new Socket();
                    waiting.add(socket);
                    connectWithin(socket, deaf, 200);
                }
                Handler handler =
                        new Handler.TcpSocket(
                                Optional.empty(), new PortRef.Numbered(deaf.getLocalPort()));
                Event.AttemptFinished finished =
                        asking.ask(handler, Duration.ofSeconds(1), Asking.LOCAL);
                assertThat(finished.outcome())
                        .isEqualTo(
                                new Outcome.Failure(
                                        "dial tcp 127.0.0.1:%d: i/o timeout"
                                                .formatted(deaf.getLocalPort())));
                assertThat(finished.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    private static void connectWithin(Socket socket, ServerSocket server, int millis)
            throws IOException {
        try {
            socket.connect(server.getLocalSocketAddress(), millis);
        } catch (SocketTimeoutException e) {
            // The backlog is full now.
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void answersNoCancelledAttempt(Transport transport) throws IOException {
        try (ScriptedPeer peer =
                        ScriptedPeer.doing(socket -> socket.getInputStream().readAllBytes());
                Asking asking = Asking.over(transport)) {
            CompletableFuture<Event.AttemptFinished> answer = new CompletableFuture<>();
            Effect.MakeAttempt attempt =
                    asking.attempt(Asking.get(peer.port(), "/"), Duration.ofSeconds(2));
            asking.prober().make(attempt, Asking.LOCAL, answer::complete);
            Awaitility.await().until(() -> peer.connections() == 1);
            asking.prober().cancel(attempt.attempt());
            assertThat(answer).isNotCompleted();
            // The loop has gone on: a later attempt is answered, this one still is not.
            assertThat(
                            asking.ask(
                                    Asking.get(peer.port(), "/"),
                                    Duration.ofSeconds(3),
                                    Asking.LOCAL))
                    .isNotNull();
            assertThat(answer).isNotCompleted();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void answersEachOfManyAttemptsOnce(Transport transport) throws IOException {
        int attempts = 500;
        try (ScriptedPeer peer = ScriptedPeer.saying(OK);
                Asking asking = Asking.over(transport)) {
            ConcurrentLinkedQueue<Event.AttemptFinished> answers = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < attempts; i++) {
                asking.prober()
                        .make(
                                asking.attempt(Asking.get(peer.port(), "/"), Asking.PATIENT),
                                Asking.LOCAL,
                                answers::add);
            }
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> answers.size() == attempts);
            assertThat(answers)
                    .allMatch(answer -> answer.outcome().equals(new Outcome.Success("fine")));
            assertThat(answers.stream().map(Event.AttemptFinished::attempt))
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void runsAnHttpPreStopWhateverItIsAnswered(Transport transport) throws IOException {
        try (ScriptedPeer peer =
                        ScriptedPeer.saying("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
                Asking asking = Asking.over(transport)) {
            assertThat(preStop(asking, peer.port())).isEmpty();
            assertThat(peer.requests().getFirst())
                    .startsWith("GET /bye HTTP/1.1")
                    .contains("User-Agent: kube-lifecycle/");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void tellsWhyAnHttpPreStopWasNotAnswered(Transport transport) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.saying("");
                Asking asking = Asking.over(transport)) {
            assertThat(preStop(asking, peer.port()))
                    .contains("Get \"http://127.0.0.1:" + peer.port() + "/bye\": EOF");
        }
    }

    private static Optional<String> preStop(Asking asking, int port) {
        CompletableFuture<Event.PreStopFinished> finished = new CompletableFuture<>();
        asking.prober()
                .runPreStop(
                        new Effect.RunPreStop(
                                Asking.INCARNATION,
                                new Hook.HttpGet(Asking.get(port, "/bye")),
                                Asking.PATIENT),
                        Asking.LOCAL,
                        finished::complete);
        return finished.orTimeout(60, TimeUnit.SECONDS).join().failure();
    }

    @Test
    void refusesATargetWithoutAnAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target("localhost", Map.of(), Map.of()))
                .withMessage("localhost is no address; it must be a literal");
    }
}
