package dev.probity.probes.wire;

import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// A connection to a name: to the first of its addresses that takes it.
///
/// The addresses are tried in the resolver's order, one after the other. Each has an even share of
/// the time that is left, as with Go. When none takes it, the first one's error is told.
final class NamedWire implements Wire {

    private final Dialer dialer;
    private final Destination destination;
    private final long deadline;
    private final WireListener listener;
    private final Queue<InetAddress> left = new ArrayDeque<>();

    private boolean open = true;
    private @Nullable Candidate candidate;
    private @Nullable String firstError;

    NamedWire(Dialer dialer, Destination destination, long deadline, WireListener listener) {
        this.dialer = dialer;
        this.destination = destination;
        this.deadline = deadline;
        this.listener = listener;
    }

    NamedWire lookUp(Names names) {
        names.resolve(
                destination.host(), addresses -> dialer.loop().execute(() -> lookedUp(addresses)));
        return this;
    }

    private void lookedUp(List<InetAddress> addresses) {
        left.addAll(addresses);
        tryNext(GoError.unknownHost(destination.host()));
    }

    /// @param error what went wrong so far
    private void tryNext(String error) {
        if (!open) {
            return;
        }
        InetAddress address = left.poll();
        if (address == null) {
            open = false;
            listener.broke(firstError == null ? error : firstError);
            return;
        }
        candidate = new Candidate(address);
        candidate.connect();
    }

    @Override
    public void send(byte[] bytes) {
        if (candidate != null) {
            candidate.wire.send(bytes);
        }
    }

    @Override
    public boolean speaksHttp2() {
        return candidate != null && candidate.wire.speaksHttp2();
    }

    @Override
    public void handOver(ChannelHandler protocol) {
        if (candidate != null) {
            candidate.wire.handOver(protocol);
        }
    }

    @Override
    public void close() {
        open = false;
        if (candidate != null) {
            candidate.giveUp();
        }
    }

    /// The connection to one of the addresses.
    private final class Candidate implements WireListener {

        private final InetAddress address;
        private Wire wire = ClosedWire.CLOSED;
        private boolean connected;
        private boolean over;
        private @Nullable Future<?> share;

        Candidate(InetAddress address) {
            this.address = address;
        }

        void connect() {
            if (!left.isEmpty()) {
                long nanos = (deadline - System.nanoTime()) / (left.size() + 1);
                share = dialer.loop().schedule(this::tookTooLong, nanos, TimeUnit.NANOSECONDS);
            }
            Wire connecting = dialer.connect(address, destination, this);
            if (over) {
                connecting.close();
            } else {
                wire = connecting;
            }
        }

        private void tookTooLong() {
            wire.close();
            broke(GoError.timedOut(address, destination.port()));
        }

        void giveUp() {
            over = true;
            stopClock();
            wire.close();
        }

        @Override
        public void opened(Wire opened) {
            wire = opened;
            connected = true;
            stopClock();
            listener.opened(NamedWire.this);
        }

        @Override
        public void received(byte[] bytes, int length) {
            listener.received(bytes, length);
        }

        @Override
        public void ended() {
            listener.ended();
        }

        @Override
        public void broke(String error) {
            over = true;
            stopClock();
            if (connected) {
                listener.broke(error);
                return;
            }
            if (firstError == null) {
                firstError = error;
            }
            tryNext(error);
        }

        private void stopClock() {
            if (share != null) {
                share.cancel(false);
            }
        }
    }
}
