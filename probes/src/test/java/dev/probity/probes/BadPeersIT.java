package dev.probity.probes;

import static dev.probity.probes.ScriptedPeer.say;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Event;
import dev.probity.engine.Outcome;
import dev.probity.probes.ScriptedPeer.Behaviour;
import dev.probity.probes.wire.Transport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.regex.Pattern;

/// Servers that do not do what servers should. Each is met over each transport.
class BadPeersIT {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String NO_HEAD_IN_TIME =
            "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    private static final String BROKEN = "net/http: HTTP/1.x transport connection broken: ";

    @ParameterizedTest
    @EnumSource(Transport.class)
    void closesAtOnce(Transport transport) throws IOException {
        // Without reading, it may be a reset that arrives first.
        assertFailure(transport, peer -> {}, ".*(EOF|connection reset by peer|broken pipe)");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void closesAfterTheRequest(Transport transport) throws IOException {
        assertFailure(transport, readThen(peer -> {}), ".*: EOF");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void closesInTheMiddleOfTheHead(Transport transport) throws IOException {
        assertFailure(
                transport,
                readThen(peer -> say(peer, "HTTP/1.1 200 OK\r\nContent-")),
                ".*" + BROKEN + "(unexpected EOF|malformed MIME header line: Content-)");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void talksGarbage(Transport transport) throws IOException {
        assertFailure(
                transport,
                readThen(peer -> say(peer, "SSH-2.0-OpenSSH_9.2\r\n")),
                ".*" + BROKEN + "malformed HTTP response \"SSH-2.0-OpenSSH_9.2\"");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void floodsWithHeaders(Transport transport) throws IOException {
        String lines = ("X-Flood: " + "x".repeat(1_000) + "\r\n").repeat(100);
        assertFailure(
                transport,
                readThen(peer -> {
                    say(peer, "HTTP/1.1 200 OK\r\n");
                    for (int i = 0; i < 1_000; i++) {
                        say(peer, lines);
                    }
                }),
                ".*server response headers exceeded 10485760 bytes; aborted");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void streamsForEver(Transport transport) throws IOException {
        Outcome outcome =
                outcome(
                        transport,
                        Asking.PATIENT,
                        readThen(peer -> {
                            say(peer, "HTTP/1.1 200 OK\r\n\r\n");
                            while (!Thread.interrupted()) {
                                say(peer, "x".repeat(1_000));
                            }
                        }));
        assertThat(outcome).isEqualTo(new Outcome.Success("x".repeat(10_240)));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void halfClosesAfterTheAnswer(Transport transport) throws IOException {
        Outcome outcome =
                outcome(
                        transport,
                        Asking.PATIENT,
                        readThen(peer -> {
                            say(peer, "HTTP/1.1 200 OK\r\n\r\nall");
                            peer.shutdownOutput();
                            int _ = peer.getInputStream().read();
                        }));
        assertThat(outcome).isEqualTo(new Outcome.Success("all"));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void dripsItsHeadByteByByte(Transport transport) throws IOException {
        assertFailure(
                transport,
                SHORT,
                readThen(peer -> {
                    while (!Thread.interrupted()) {
                        say(peer, "H");
                        pause(peer, 50);
                    }
                }),
                ".*" + Pattern.quote(NO_HEAD_IN_TIME));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void saysNothingAtAll(Transport transport) throws IOException {
        assertFailure(
                transport,
                SHORT,
                readThen(peer -> pause(peer, 30_000)),
                ".*" + Pattern.quote(NO_HEAD_IN_TIME));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void resetsTheConnection(Transport transport) throws IOException {
        assertFailure(
                transport,
                readThen(peer -> peer.setSoLinger(true, 0)),
                "Get \"http://127.0.0.1:\\d+/\": read tcp 127.0.0.1:\\d+->127.0.0.1:\\d+: read:"
                        + " connection reset by peer");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void announcesForEver(Transport transport) throws IOException {
        assertFailure(
                transport,
                readThen(peer -> {
                    while (!Thread.interrupted()) {
                        say(peer, "HTTP/1.1 102 Processing\r\n\r\n");
                    }
                }),
                ".*too many 1xx informational responses");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void stallsAfterTheHead(Transport transport) throws IOException {
        Event.AttemptFinished finished =
                ask(
                        transport,
                        SHORT,
                        readThen(peer -> {
                            say(peer, "HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\nab");
                            pause(peer, 30_000);
                        }));
        // Whatever the status says (R38), and as often as it is asked (R17).
        assertThat(finished.outcome())
                .isEqualTo(
                        new Outcome.Inconclusive(
                                "failure",
                                "context deadline exceeded (Client.Timeout or context"
                                        + " cancellation while reading body)"));
        assertThat(finished.tries()).isEqualTo(3);
        assertThat(finished.took()).isGreaterThanOrEqualTo(SHORT.multipliedBy(3));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void promisesMoreBodyThanItSends(Transport transport) throws IOException {
        assertInconclusive(
                transport, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", "unexpected EOF");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void sendsBadChunks(Transport transport) throws IOException {
        assertInconclusive(
                transport,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "invalid byte in chunk length");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void redirectsInACircle(Transport transport) throws IOException {
        assertFailure(
                transport,
                readThen(peer -> say(peer, "HTTP/1.1 302 F\r\nLocation: /again\r\n\r\n")),
                "Get \"/again\": stopped after 10 redirects");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void redirectsToNoAddress(Transport transport) throws IOException {
        assertFailure(
                transport,
                readThen(peer -> say(peer, "HTTP/1.1 302 F\r\nLocation: /%zz\r\n\r\n")),
                ".*failed to parse Location header \"/%zz\": parse \"/%zz\": invalid URL escape"
                        + " \"%zz\"");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void redirectsAndNeverEndsThatAnswer(Transport transport) throws IOException {
        assertFailure(
                transport,
                SHORT,
                readThen(peer -> {
                    say(peer, "HTTP/1.1 302 F\r\nLocation: /x\r\nContent-Length: 9\r\n\r\n");
                    pause(peer, 30_000);
                }),
                "Get \"http://127.0.0.1:\\d+/x\": " + Pattern.quote(NO_HEAD_IN_TIME));
    }

    private static Behaviour readThen(Behaviour rest) {
        return socket -> {
            int seen = 0;
            while (seen < 4) {
                int octet = socket.getInputStream().read();
                if (octet < 0) {
                    return;
                }
                seen = octet == "\r\n\r\n".charAt(seen) ? seen + 1 : 0;
            }
            rest.serve(socket);
        };
    }

    /// Waits, but no longer than the prober holds the connection.
    private static void pause(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the prober left");
            }
        } catch (SocketTimeoutException e) {
            // waited
        }
    }

    private static Event.AttemptFinished ask(
            Transport transport, Duration timeout, Behaviour behaviour) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.doing(behaviour);
                Asking asking = Asking.over(transport)) {
            return asking.ask(Asking.get(peer.port(), "/"), timeout, Asking.LOCAL);
        }
    }

    private static Outcome outcome(Transport transport, Duration timeout, Behaviour behaviour)
            throws IOException {
        return ask(transport, timeout, behaviour).outcome();
    }

    private static void assertFailure(Transport transport, Behaviour behaviour, String pattern)
            throws IOException {
        assertFailure(transport, Asking.PATIENT, behaviour, pattern);
    }

    private static void assertFailure(
            Transport transport, Duration timeout, Behaviour behaviour, String pattern)
            throws IOException {
        Outcome outcome = outcome(transport, timeout, behaviour);
        assertThat(outcome).isInstanceOf(Outcome.Failure.class);
        assertThat(outcome.output()).matches(pattern);
    }

    private static void assertInconclusive(Transport transport, String answer, String error)
            throws IOException {
        Event.AttemptFinished finished =
                ask(transport, Asking.PATIENT, readThen(peer -> say(peer, answer)));
        assertThat(finished.outcome()).isEqualTo(new Outcome.Inconclusive("failure", error));
        assertThat(finished.tries()).isEqualTo(3);
    }
}
