package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.control.web.Tls;
import dev.probity.control.web.WebAddress;
import dev.probity.control.web.WebServer;
import dev.probity.control.web.WebSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The port where others can listen in.
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class TlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir private Path folder;

    /// A certificate of one's own making, for this machine.
    private KeyStore made() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-alias",
                                "web",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=probity",
                                "-ext",
                                "san=ip:127.0.0.1,dns:localhost",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool").toFile())
                        .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private Path pem(String name, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
    }

    @Test
    void speaksTlsWithTheCertificateThatItIsGiven() throws Exception {
        KeyStore store = made();
        Tls tls =
                new Tls(
                        pem("cert.pem", "CERTIFICATE", store.getCertificate("web").getEncoded()),
                        pem(
                                "key.pem",
                                "PRIVATE KEY",
                                store.getKey("web", PASSWORD.toCharArray()).getEncoded()));
        WebSettings settings =
                WebSettings.of(WebAddress.parse("0.0.0.0:0"), Optional.of(tls), false);
        try (HttpClient http = trusting(store);
                Controlled controlled =
                        Controlled.on(
                                WebServer.listen(settings), folder, folder, Controlled.FILE)) {
            WebServer web = controlled.web().orElseThrow();
            assertThat(web.address()).hasScheme("https").hasHost("127.0.0.1");
            HttpResponse<String> login = get(http, web.newLink());
            assertThat(login.statusCode()).isEqualTo(303);
            assertThat(login.headers().firstValue("Set-Cookie").orElse("")).endsWith("; Secure");
            URI byName = URI.create("https://localhost:" + web.address().getPort() + "/livez");
            assertThat(get(http, byName).body()).isEqualTo("ok\n");
            Browser clear = Browser.at(web.address().getPort());
            assertThat(clear.get("/livez").body()).doesNotContain("ok");
        }
    }

    private static HttpClient trusting(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", store.getCertificate("web"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static HttpResponse<String> get(HttpClient http, URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void saysWhichFileIsNoCertificate() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense");
        WebSettings settings =
                new WebSettings(
                        WebAddress.parse("0"), Optional.of(new Tls(nonsense, nonsense)), false);
        assertThatThrownBy(() -> WebServer.listen(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nonsense");
    }
}
