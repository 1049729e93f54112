package dev.probity.probes.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;

import javax.net.ssl.SSLException;

/// TLS that trusts everybody, because a probe asks whether somebody is there and not who (R36).
final class Tls {

    static final String HTTP_2 = ApplicationProtocolNames.HTTP_2;

    /// Made when it is first needed: it takes longer to set up than all the rest of a prober.
    private @Nullable SslContext context;

    private volatile boolean ready;

    ChannelHandler handler(Channel channel, Destination destination) {
        if (Names.literal(destination.host()).isPresent()) {
            return context().newHandler(channel.alloc());
        }
        // The name goes into the greeting, so that a server with many names knows which is meant.
        return context().newHandler(channel.alloc(), destination.host(), destination.port());
    }

    /// Whether a connection can be made without the delay of the first one.
    boolean isReady() {
        return ready;
    }

    /// Greets nobody once. The first greeting loads and compiles for hundreds of milliseconds,
    /// which would otherwise come off the first probe's timeout.
    void prepare() {
        SslContext prepared = context();
        EmbeddedChannel nobody = new EmbeddedChannel();
        nobody.pipeline().addLast(prepared.newHandler(nobody.alloc()));
        boolean _ = nobody.finishAndReleaseAll();
        ready = true;
    }

    private synchronized SslContext context() {
        if (context == null) {
            context = trustingEverybody();
        }
        return context;
    }

    private static SslContext trustingEverybody() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm("")
                    .applicationProtocolConfig(
                            new ApplicationProtocolConfig(
                                    Protocol.ALPN,
                                    SelectorFailureBehavior.NO_ADVERTISE,
                                    SelectedListenerFailureBehavior.ACCEPT,
                                    HTTP_2,
                                    ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (SSLException e) {
            throw new UncheckedIOException("this JVM has no TLS", e);
        }
    }
}
