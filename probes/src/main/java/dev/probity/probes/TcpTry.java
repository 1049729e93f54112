package dev.probity.probes;

import dev.probity.engine.Outcome;
import dev.probity.probes.wire.Destination;
import dev.probity.probes.wire.Dialer;
import dev.probity.probes.wire.Wire;
import dev.probity.probes.wire.WireListener;

import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks whether somebody takes a connection. Nothing is sent (R39).
final class TcpTry implements Try, WireListener {

    private final Dialer dialer;
    private final Destination destination;
    private final Duration timeout;
    private final Consumer<Outcome> answer;

    private boolean over;
    private @Nullable Future<?> clock;
    private @Nullable Wire wire;

    TcpTry(Dialer dialer, Destination destination, Duration timeout, Consumer<Outcome> answer) {
        this.dialer = dialer;
        this.destination = destination;
        this.timeout = timeout;
        this.answer = answer;
    }

    @Override
    public void begin() {
        long nanos = timeout.toNanos();
        clock = dialer.loop().schedule(this::timeOut, nanos, TimeUnit.NANOSECONDS);
        Wire dialed = dialer.dial(destination, System.nanoTime() + nanos, this);
        if (over) {
            dialed.close();
        } else {
            wire = dialed;
        }
    }

    @Override
    public void opened(Wire opened) {
        wire = opened;
        finish(new Outcome.Success(""));
    }

    @Override
    public void broke(String error) {
        finish(new Outcome.Failure(error));
    }

    private void timeOut() {
        broke("dial tcp " + destination.authority() + ": i/o timeout");
    }

    /// What the other side says is of no interest, and is not waited for.
    @Override
    public void received(byte[] bytes, int length) {}

    @Override
    public void ended() {}

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
        if (wire != null) {
            wire.close();
        }
    }
}
