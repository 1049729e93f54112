package dev.probity.conformance.action;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A handshake before the one that counts. The first of a JVM, in which both sides are at home
/// here, takes longer than a case has time.
final class Rehearsal {

    private Rehearsal() {}

    static void of(SSLContext server) throws IOException, GeneralSecurityException {
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        try (var listener =
                        (SSLServerSocket)
                                server.getServerSocketFactory().createServerSocket(0, 1, here);
                var socket =
                        (SSLSocket)
                                client.getSocketFactory()
                                        .createSocket(here, listener.getLocalPort())) {
            Thread serving = Thread.ofVirtual().start(() -> greet(listener));
            socket.startHandshake();
            int _ = socket.getInputStream().read();
            serving.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void greet(SSLServerSocket listener) {
        try (var socket = listener.accept()) {
            socket.getOutputStream().write('.');
        } catch (IOException e) {
            // The case itself will tell what is wrong.
        }
    }
}
