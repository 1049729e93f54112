package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

record ServerCertificateInspection(String host, int port, Duration before, Clock clock)
        implements Inspection {

    @Override
    public Result inspect(Attempt attempt) {
        int millis = (int) Math.max(1, attempt.remaining().toMillis());
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), millis);
            plain.setSoTimeout(millis);
            try (SSLSocket socket =
                    (SSLSocket)
                            looking().getSocketFactory().createSocket(plain, host, port, true)) {
                socket.startHandshake();
                Certificate shown = socket.getSession().getPeerCertificates()[0];
                return Expiry.of((X509Certificate) shown, before, clock.instant());
            }
        } catch (IOException | GeneralSecurityException problem) {
            return Result.down("certificate_not_readable", problem);
        }
    }

    /// Takes every certificate: nothing is sent over this connection, and one that has expired is
    /// to be looked at, not refused.
    private static SSLContext looking() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everything()}, null);
        return context;
    }

    private static final class Everything implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
