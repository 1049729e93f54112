package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate that nobody has signed but itself, made on the spot: no key lies in a repository.
///
/// @param commonName whom it is for, right or wrong
/// @param expired whether its time is over
record Certificate(String commonName, boolean expired) {

    private static final char[] PASSWORD = "conformance".toCharArray();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /// The object identifiers 1.2.840.10045.4.3.2 and 2.5.4.3 as their bytes.
    private static final byte[] ECDSA_WITH_SHA256 = {
        0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
    };

    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};

    static Certificate of(JsonNode node) {
        Fields.allow(node, "certificate", Set.of("selfSigned", "commonName", "expired"));
        if (!node.path("selfSigned").asBoolean(true)) {
            throw new MalformedCase("certificate.selfSigned is false; only true can be acted");
        }
        return new Certificate(
                node.path("commonName").asText("localhost"), node.path("expired").asBoolean(false));
    }

    /// Sockets that show it.
    ServerSocketFactory sockets() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", keys.getPrivate(), PASSWORD, new X509Certificate[] {signedBy(keys)});
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            Rehearsal.of(context);
            return context.getServerSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("this JVM cannot make a certificate", e);
        }
    }

    private X509Certificate signedBy(KeyPair keys) throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
        byte[] content =
                Der.sequence(
                        Der.version3(),
                        Der.integer(1),
                        algorithm,
                        name(),
                        validity(),
                        name(),
                        keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] certificate = Der.sequence(content, algorithm, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate));
    }

    private byte[] name() {
        byte[] text = Der.text(commonName.getBytes(StandardCharsets.UTF_8));
        return Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), text)));
    }

    private byte[] validity() {
        Instant end = Instant.now().plus(expired ? Duration.ofDays(-1) : Duration.ofDays(1));
        return Der.sequence(time(end.minus(Duration.ofDays(30))), time(end));
    }

    private static byte[] time(Instant instant) {
        return Der.time(TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }
}
