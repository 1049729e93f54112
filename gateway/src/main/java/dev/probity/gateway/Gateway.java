package dev.probity.gateway;

import dev.probity.gateway.http.Destination;
import dev.probity.gateway.http.HttpCarrier;
import dev.probity.gateway.http.HttpSettings;
import dev.probity.gateway.net.Admission;
import dev.probity.gateway.net.Loop;
import dev.probity.gateway.net.Loops;
import dev.probity.gateway.pool.Pool;
import dev.probity.gateway.pool.PoolSnapshot;
import dev.probity.gateway.route.Routes;
import dev.probity.gateway.tcp.TcpRelay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/// Carries traffic from listeners to the endpoints of pools.
///
/// All methods may be called from any thread; none of them waits for traffic.
public final class Gateway {
    private final Options options;
    private final Loops loops;
    private final Admission admission;
    private final HttpCarrier http;
    private final Map<String, Pool> pools = new ConcurrentSkipListMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private record Place(String address, int port, boolean early) {
        InetSocketAddress socket() {
            return new InetSocketAddress(address, port);
        }
    }

    private Gateway(Options options) {
        this.options = options;
        this.loops = new Loops(options.loops(), options.transport(), options.timeouts().tick());
        this.admission = new Admission(options.limits().connections());
        this.http =
                new HttpCarrier(
                        new HttpSettings(
                                options.timeouts(), options.limits(), options.trustForwarded()));
    }

    public static Gateway open(Options options) {
        return new Gateway(options);
    }

    /// The pool of that name; a new one has no endpoint yet.
    public Pool pool(String name) {
        return pools.computeIfAbsent(name, each -> new Pool(each, loops));
    }

    /// Forgets a pool that no listener uses any more.
    public void remove(Pool pool) {
        pool.publish(List.of());
        pools.remove(pool.name(), pool);
    }

    /// Carries bytes: an endpoint is chosen for each connection.
    ///
    /// @param port 0 for any free one
    public Listener listenTcp(String address, int port, Pool pool) throws BindFailure {
        return listenTcp(new Place(address, port, false), pool);
    }

    private Listener listenTcp(Place place, Pool pool) throws BindFailure {
        return listen(
                place,
                (loop, client) ->
                        TcpRelay.start(loop, pool, options.timeouts(), options.limits(), client));
    }

    /// Carries HTTP/1.1: an endpoint is chosen for each request.
    ///
    /// @param port 0 for any free one
    public Listener listenHttp(String address, int port, Pool pool) throws BindFailure {
        return listenHttp(new Place(address, port, false), Destination.of(pool));
    }

    /// As {@link #listenTcp}, on an address that this machine may not have yet: that of a network
    /// which comes up with its first member, who may connect at once.
    public Listener listenTcpEarly(String address, int port, Pool pool) throws BindFailure {
        return listenTcp(new Place(address, port, true), pool);
    }

    /// As {@link #listenHttp}, on an address that this machine may not have yet.
    public Listener listenHttpEarly(String address, int port, Pool pool) throws BindFailure {
        return listenHttp(new Place(address, port, true), Destination.of(pool));
    }

    /// Carries HTTP/1.1 by host and path.
    ///
    /// @param port 0 for any free one
    /// @param routes may be replaced at any time
    public Listener listenIngress(String address, int port, Routes routes) throws BindFailure {
        return listenHttp(new Place(address, port, false), Destination.of(routes));
    }

    private Listener listenHttp(Place place, Destination destination) throws BindFailure {
        return listen(place, (loop, client) -> http.accept(loop, client, destination));
    }

    /// The counts of every pool, by name.
    public List<PoolSnapshot> snapshot() {
        return pools.values().stream().map(Pool::snapshot).toList();
    }

    /// Accepts nobody any more, lets what is in flight finish, and cuts the rest at the limit.
    public CompletionStage<Void> close(Duration limit) {
        if (!closing.compareAndSet(false, true)) {
            return closed.minimalCompletionStage();
        }
        listeners.forEach(Listener::close);
        loops.onEach(loop -> loop.connections().each(each -> each.finish()));
        awaitNoClient(System.nanoTime() + limit.toNanos());
        return closed.minimalCompletionStage();
    }

    private void awaitNoClient(long until) {
        if (admission.open() > 0 && until - System.nanoTime() > 0) {
            loops.after(Duration.ofMillis(5), () -> awaitNoClient(until));
            return;
        }
        loops.onEach(loop -> loop.connections().each(each -> each.abort()));
        loops.shutDown().addListener(_ -> closed.complete(null));
    }

    private Listener listen(Place place, BiConsumer<Loop, Channel> carry) throws BindFailure {
        BiConsumer<Loop, Channel> accepted =
                (loop, client) -> {
                    admission.admit(client);
                    carry.accept(loop, client);
                };
        ChannelFuture bound =
                loops.bind(place.socket(), place.early(), accepted).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindFailure(place.address(), place.port(), bound.cause());
        }
        admission.listener(bound.channel());
        var listener = new Listener(bound.channel());
        listeners.add(listener);
        bound.channel().closeFuture().addListener(_ -> listeners.remove(listener));
        return listener;
    }
}
