package dev.probity.health.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.health.Health;
import dev.probity.health.Switch;
import dev.probity.health.http.Endpoints;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/// In a real Tomcat, below a context path.
class HealthFilterIT {
    private final Switch model = Switch.off("model", "model_not_loaded");
    private final Health health = Health.named("service").readiness(model).start();
    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir Path base;

    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.getWriter().print("hello");
        }
    }

    @BeforeEach
    void start() throws Exception {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context = tomcat.addContext("/shop", null);
        Tomcat.addServlet(context, "hello", new Hello()).addMapping("/");
        FilterDef filter = new FilterDef();
        filter.setFilterName("health");
        filter.setFilter(new HealthFilter(Endpoints.of(health)));
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName("health");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        health.close();
        client.close();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        int port = tomcat.getConnector().getLocalPort();
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersForHealthAndLeavesTheRestToTheApplication() throws Exception {
        assertThat(send("GET", "/shop/anything").body()).isEqualTo("hello");
        assertThat(send("GET", "/shop/livez").body()).isEqualTo("ok");
        HttpResponse<String> ready = send("GET", "/shop/ready/");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"model_not_loaded\"}");
        assertThat(ready.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        assertThat(ready.headers().firstValue("Retry-After")).hasValue("1");

        model.on();

        assertThat(send("GET", "/shop/ready").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/shop/readyz").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/shop/readyz").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/shop/readyz?verbose").body()).startsWith("[+]model ok\n");
    }
}
