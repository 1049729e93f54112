package dev.probity.probes.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;

import javax.net.ssl.SSLException;

/// TLS that trusts everybody, because a probe asks whether somebody is there and not who (R36).
final class Tls {

    /// Made when it is first needed: it takes longer to set up than all the rest of a prober.
    private volatile @Nullable SslContext context;

    ChannelHandler handler(Channel channel, Destination destination) {
        if (Names.literal(destination.host()).isPresent()) {
            return context().newHandler(channel.alloc());
        }
        // The name goes into the greeting, so that a server with many names knows which is meant.
        return context().newHandler(channel.alloc(), destination.host(), destination.port());
    }

    private SslContext context() {
        SslContext made = context;
        if (made == null) {
            made = trustingEverybody();
            context = made;
        }
        return made;
    }

    private static SslContext trustingEverybody() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm("")
                    .build();
        } catch (SSLException e) {
            throw new UncheckedIOException("this JVM has no TLS", e);
        }
    }
}
