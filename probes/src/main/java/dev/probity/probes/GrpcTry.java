package dev.probity.probes;

import dev.probity.engine.Outcome;
import dev.probity.probes.grpc.GrpcCode;
import dev.probity.probes.grpc.HealthAnswer;
import dev.probity.probes.grpc.HealthCheck;
import dev.probity.probes.wire.Destination;
import dev.probity.probes.wire.Dialer;

import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks a server's own health service. It always comes to a verdict (R41).
final class GrpcTry implements Try, HealthCheck.Listener {

    /// Like Go's client, which waits between two connections, a closed port is asked again until
    /// the time is over.
    private static final long AGAIN_AFTER_MILLIS = 1_000;

    private final Dialer dialer;
    private final Destination destination;
    private final String service;
    private final Duration timeout;
    private final Consumer<Outcome> answer;

    private boolean connected;
    private boolean over;
    private @Nullable Future<?> clock;
    private @Nullable Future<?> again;
    private @Nullable ChannelFuture channel;

    GrpcTry(
            Dialer dialer,
            Destination destination,
            String service,
            Duration timeout,
            Consumer<Outcome> answer) {
        this.dialer = dialer;
        this.destination = destination;
        this.service = service;
        this.timeout = timeout;
        this.answer = answer;
    }

    @Override
    public void begin() {
        clock = dialer.loop().schedule(this::timeOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
        connect();
    }

    private void connect() {
        HealthCheck check =
                new HealthCheck(
                        destination.authority(), service, Tries.PROBE_AGENT + " grpc", this);
        channel = dialer.openChannel(destination, check);
        channel.addListener(opened -> {
            if (!opened.isSuccess()) {
                notConnected();
            }
        });
    }

    @Override
    public void connected() {
        connected = true;
    }

    @Override
    public void notConnected() {
        if (!over && again == null) {
            again =
                    dialer.loop()
                            .schedule(
                                    () -> {
                                        again = null;
                                        connect();
                                    },
                                    AGAIN_AFTER_MILLIS,
                                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void answered(HealthAnswer answered) {
        finish(
                switch (answered) {
                    case HealthAnswer.Told(String status) ->
                            status.equals("SERVING")
                                    ? new Outcome.Success("service healthy")
                                    : new Outcome.Failure(
                                            "service unhealthy (responded with \"%s\")"
                                                    .formatted(status));
                    case HealthAnswer.Refused(GrpcCode code, String message) ->
                            new Outcome.Failure(refusal(code, message));
                });
    }

    private String refusal(GrpcCode code, String message) {
        return switch (code) {
            case UNIMPLEMENTED ->
                    "error: this server does not implement the grpc health protocol"
                            + " (grpc.health.v1.Health): "
                            + message;
            case DEADLINE_EXCEEDED -> notInTime();
            default ->
                    "error: health rpc probe failed: rpc error: code = %s desc = %s"
                            .formatted(code.title(), message);
        };
    }

    private void timeOut() {
        finish(new Outcome.Failure(connected ? notInTime() : notConnectedInTime()));
    }

    private String notInTime() {
        return "timeout: health rpc did not complete within " + GoDuration.text(timeout);
    }

    private String notConnectedInTime() {
        return "timeout: failed to connect service \"%s\" within %s: context deadline exceeded"
                .formatted(destination.authority(), GoDuration.text(timeout));
    }

    private void finish(Outcome outcome) {
        if (!over) {
            giveUp();
            answer.accept(outcome);
        }
    }

    @Override
    public void giveUp() {
        over = true;
        if (clock != null) {
            clock.cancel(false);
        }
        if (again != null) {
            again.cancel(false);
        }
        if (channel != null) {
            dialer.hangUp(channel);
        }
    }
}
