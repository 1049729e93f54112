package dev.probity.samples.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class WebApiIT {

    private final HttpClient client = HttpClient.newHttpClient();
    private WebApi service;

    @BeforeEach
    void start() throws IOException {
        service = new WebApi("simple-webapi_a2d67bd9-4", 0);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + service.port() + path);
        return client.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int status(String path) throws Exception {
        return get(path).statusCode();
    }

    @Test
    void saysWhichInstanceItIs() throws Exception {
        assertThat(get("/").body()).isEqualTo("Hello from simple-webapi_a2d67bd9-4\n");
    }

    @Test
    void isWellAtFirst() throws Exception {
        assertThat(status("/lively")).isEqualTo(200);
        assertThat(status("/ready")).isEqualTo(200);
    }

    @Test
    void failsTheCheckThatIsSetAndOnlyThat() throws Exception {
        assertThat(status("/set?someReadinessCheck=false&timeout=600")).isEqualTo(200);
        assertThat(status("/ready")).isEqualTo(500);
        assertThat(status("/lively")).isEqualTo(200);

        assertThat(status("/set?someLivenessCheck=false")).isEqualTo(200);
        assertThat(status("/lively")).isEqualTo(500);

        assertThat(status("/set?someReadinessCheck=true")).isEqualTo(200);
        assertThat(status("/ready")).isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        assertThat(status("/set")).isEqualTo(400);
        assertThat(get("/set?someLivenessCheck=maybe").body())
                .isEqualTo("someLivenessCheck is \"maybe\"; it can be true or false\n");
        assertThat(status("/other")).isEqualTo(404);
    }
}
