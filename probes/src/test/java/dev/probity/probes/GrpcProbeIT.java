package dev.probity.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Event;
import dev.probity.engine.Outcome;
import dev.probity.probes.wire.Transport;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Against grpc-java's own server.
class GrpcProbeIT {

    @ParameterizedTest(name = "{0} over {2}: {1}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock =
                    """
                    ''     | Success[output=service healthy]                                          | EPOLL
                    ''     | Success[output=service healthy]                                          | NIO
                    sick   | Failure[output=service unhealthy (responded with "NOT_SERVING")]         | EPOLL
                    unsure | Failure[output=service unhealthy (responded with "UNKNOWN")]             | EPOLL
                    nobody | Failure[output=error: health rpc probe failed: rpc error: code = NotFound desc = unknown service nobody] | NIO
                    """)
    void knowsWhatTheHealthServiceSays(String service, String outcome, Transport transport)
            throws IOException {
        HealthStatusManager health = new HealthStatusManager();
        health.setStatus("sick", ServingStatus.NOT_SERVING);
        health.setStatus("unsure", ServingStatus.UNKNOWN);
        Server server =
                server(
                        NettyServerBuilder.forAddress(loopback())
                                .addService(health.getHealthService()));
        try (Asking asking = Asking.over(transport)) {
            assertThat(ask(asking, server.getPort(), service, Asking.PATIENT).outcome())
                    .hasToString(outcome);
        } finally {
            server.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void missesAHealthService(Transport transport) throws IOException {
        Server server = server(NettyServerBuilder.forAddress(loopback()));
        try (Asking asking = Asking.over(transport)) {
            assertThat(ask(asking, server.getPort(), "", Asking.PATIENT).outcome())
                    .isEqualTo(
                            new Outcome.Failure(
                                    "error: this server does not implement the grpc health"
                                            + " protocol (grpc.health.v1.Health): Method not found:"
                                            + " grpc.health.v1.Health/Check"));
        } finally {
            server.shutdownNow();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UNAVAILABLE       | error: health rpc probe failed: rpc error: code = Unavailable desc = 100 % full + späť
                    PERMISSION_DENIED | error: health rpc probe failed: rpc error: code = PermissionDenied desc = 100 % full + späť
                    DEADLINE_EXCEEDED | timeout: health rpc did not complete within 20s
                    """)
    void tellsHowTheServerRefused(Status.Code code, String text) throws IOException {
        ServerInterceptor refusing =
                new ServerInterceptor() {
                    @Override
                    public <Q, A> ServerCall.Listener<Q> interceptCall(
                            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                        call.close(
                                code.toStatus().withDescription("100 % full + späť"),
                                new Metadata());
                        return new ServerCall.Listener<>() {};
                    }
                };
        Server server =
                server(
                        NettyServerBuilder.forAddress(loopback())
                                .addService(new HealthStatusManager().getHealthService())
                                .intercept(refusing));
        try (Asking asking = Asking.over(Transport.best())) {
            assertThat(ask(asking, server.getPort(), "", Asking.PATIENT).outcome())
                    .isEqualTo(new Outcome.Failure(text));
        } finally {
            server.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void waitsOutTheWholeTimeoutForAPeerThatSpeaksSomethingElse(Transport transport)
            throws IOException {
        try (ScriptedPeer peer =
                        ScriptedPeer.doing(
                                socket -> ScriptedPeer.say(socket, "HTTP/1.1 400 No\r\n\r\n"));
                Asking asking = Asking.over(transport)) {
            Duration timeout = Duration.ofSeconds(2);
            Event.AttemptFinished finished = ask(asking, peer.port(), "", timeout);
            assertThat(finished.outcome())
                    .isEqualTo(
                            new Outcome.Failure(
                                    ("timeout: failed to connect service \"127.0.0.1:%d\" within"
                                                    + " 2s: context deadline exceeded")
                                            .formatted(peer.port())));
            assertThat(finished.took()).isGreaterThanOrEqualTo(timeout);
            assertThat(finished.tries()).isEqualTo(1);
        }
    }

    private static Event.AttemptFinished ask(
            Asking asking, int port, String service, Duration timeout) {
        return asking.ask(
                new Handler.Grpc(new PortRef.Numbered(port), service), timeout, Asking.LOCAL);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static Server server(NettyServerBuilder builder) throws IOException {
        return builder.build().start();
    }
}
