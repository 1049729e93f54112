package dev.probity.control.web;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A certificate and its key, as PEM files.
///
/// @param certificate the chain, the listener's own first
/// @param key in PKCS#8, without a password
public record Tls(Path certificate, Path key) {
    private static final int DNS_NAME = 2; // of the types of RFC 5280, 4.2.1.6
    private static final int IP_ADDRESS = 7;

    /// What makes a connection one with TLS. Nobody else names the types of TLS, which would be
    /// loaded where there is none.
    ///
    /// @throws IOException when one of the files is not what it should be; it says which
    Consumer<Channel> layer() throws IOException {
        try {
            SslContext context =
                    SslContextBuilder.forServer(certificate.toFile(), key.toFile()).build();
            return channel -> channel.pipeline().addLast(context.newHandler(channel.alloc()));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    certificate
                            + " and "
                            + key
                            + " are no certificate and its key (PEM, PKCS#8 without a password): "
                            + e.getMessage(),
                    e);
        }
    }

    /// The hosts that the certificate is for: nobody else may be asked by that name.
    Set<String> hosts() throws IOException {
        Set<String> hosts = new LinkedHashSet<>();
        try (InputStream pem = Files.newInputStream(certificate)) {
            var first =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(pem);
            Collection<List<?>> names =
                    Optional.ofNullable(first.getSubjectAlternativeNames()).orElse(List.of());
            for (List<?> name : names) {
                if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
                    hosts.add(String.valueOf(name.get(1)));
                }
            }
        } catch (CertificateException e) {
            throw new IOException(certificate + " is no certificate: " + e.getMessage(), e);
        }
        return hosts;
    }
}
