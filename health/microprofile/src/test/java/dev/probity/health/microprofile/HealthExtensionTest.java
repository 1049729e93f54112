package dev.probity.health.microprofile;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.testng.Arquillian;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.testng.annotations.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A service of ours in an implementation of theirs. That nothing of theirs is in the way without
/// such a service is what the TCK shows, which runs beside this test with the same class path.
public class HealthExtensionTest extends Arquillian {

    @ArquillianResource
    @SuppressWarnings("NullAway.Init") // set by Arquillian
    private URI address;

    @Deployment
    public static WebArchive application() {
        return ShrinkWrap.create(WebArchive.class, "bridge.war").addClass(SampleService.class);
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    @RunAsClient
    public void tellsReadinessWithItsReason() throws Exception {
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .contains("\"inference-service-readiness\"")
                .contains("\"reason\"")
                .contains("\"model_not_loaded\"");
    }

    @Test
    @RunAsClient
    public void tellsLivenessAndStartup() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/started").statusCode()).isEqualTo(200);
        assertThat(get("/health").statusCode()).isEqualTo(503);
    }
}
