package dev.probity.probes.wire;

import io.netty.util.NetUtil;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Looks up host names aside from the event loops, because the system's resolver blocks.
final class Names implements AutoCloseable {

    /// A resolver that hangs holds up this many look-ups and no event loop.
    private static final int THREADS = 2;

    /// Look-ups that wait; further ones fail at once, as a deadline would make them fail later.
    private static final int WAITING = 1_000;

    private final ThreadPoolExecutor threads;

    Names() {
        AtomicInteger count = new AtomicInteger();
        threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        task ->
                                Thread.ofPlatform()
                                        .name("probity-names-" + count.incrementAndGet())
                                        .daemon()
                                        .unstarted(task));
        threads.allowCoreThreadTimeOut(true);
    }

    /// The address that a literal stands for; empty for a name.
    static Optional<InetAddress> literal(String host) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(host));
    }

    /// Answers exactly once, from any thread; no addresses when the name leads nowhere.
    void resolve(String host, Consumer<List<InetAddress>> answer) {
        try {
            threads.execute(() -> answer.accept(addresses(host)));
        } catch (RejectedExecutionException e) {
            answer.accept(List.of());
        }
    }

    /// Does something that takes long and that no loop should do. The rest follows in any case.
    void aside(Runnable task, Runnable rest) {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    rest.run();
                }
            });
        } catch (RejectedExecutionException e) {
            rest.run();
        }
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException | SecurityException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
