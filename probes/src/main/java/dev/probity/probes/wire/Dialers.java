package dev.probity.probes.wire;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/// The event loops of the probes, taken in turn.
public final class Dialers implements AutoCloseable {

    private final MultiThreadIoEventLoopGroup loops;
    private final Names names = new Names();
    private final List<Dialer> dialers;
    private final AtomicInteger turn = new AtomicInteger();

    private Dialers(Transport transport, int threads) {
        loops =
                new MultiThreadIoEventLoopGroup(
                        threads,
                        new DefaultThreadFactory("probity-probes", true),
                        transport.ioHandlers());
        Tls tls = new Tls();
        dialers =
                StreamSupport.stream(loops.spliterator(), false)
                        .map(loop -> new Dialer(transport, (IoEventLoop) loop, names, tls))
                        .toList();
    }

    public static Dialers start(Transport transport, int threads) {
        return new Dialers(transport, threads);
    }

    public Dialer first() {
        return dialers.getFirst();
    }

    public Dialer next() {
        return dialers.get(Math.floorMod(turn.getAndIncrement(), dialers.size()));
    }

    @Override
    public void close() {
        names.close();
        Future<?> _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
