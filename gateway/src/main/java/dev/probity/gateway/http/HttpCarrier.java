package dev.probity.gateway.http;

import dev.probity.gateway.net.Loop;

import io.netty.channel.Channel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Takes accepted connections and carries their requests.
public final class HttpCarrier {
    private final HttpSettings settings;

    // Written once by each loop; all listeners of a loop share its upstream connections.
    private final Map<Loop, HttpLoop> loops = new ConcurrentHashMap<>();

    public HttpCarrier(HttpSettings settings) {
        this.settings = settings;
    }

    /// On the loop that the client's connection belongs to.
    public void accept(Loop loop, Channel client, Destination destination) {
        HttpLoop own = loops.computeIfAbsent(loop, each -> new HttpLoop(each, settings));
        var downstream = new Downstream(own, client, destination);
        client.pipeline().addLast(downstream);
        loop.connections().add(downstream);
    }
}
