package dev.probity.gateway.net;

import io.netty.channel.Channel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Bounds the open client connections: at the limit the listeners stop accepting, and whoever comes
/// waits in the system's backlog until somebody leaves.
public final class Admission {
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();

    public Admission(int limit) {
        this.limit = limit;
    }

    public void listener(Channel listener) {
        listeners.add(listener);
        listener.closeFuture().addListener(_ -> listeners.remove(listener));
    }

    public void admit(Channel client) {
        client.closeFuture().addListener(_ -> leave());
        if (open.incrementAndGet() >= limit) {
            accept(false);
            // Somebody may have left between the count and the stop.
            if (open.get() < limit) {
                accept(true);
            }
        }
    }

    public int open() {
        return open.get();
    }

    private void leave() {
        if (open.decrementAndGet() < limit) {
            accept(true);
        }
    }

    private void accept(boolean accept) {
        for (Channel listener : listeners) {
            listener.config().setAutoRead(accept);
        }
    }
}
