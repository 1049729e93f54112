package dev.probity.health.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.health.Attempt;
import dev.probity.health.Group;
import dev.probity.health.Health;
import dev.probity.health.Result;
import dev.probity.health.Status;
import dev.probity.health.Switch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// In a real Spring Boot with Tomcat and the actuator.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringBootIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;

    /// An application as its team has it.
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @Bean
        Switch model() {
            return Switch.off("model", "model_not_loaded");
        }

        @Bean
        Health health(Switch model) {
            return Health.named("shop").readiness(model).start();
        }

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }
    }

    @BeforeAll
    void start() {
        context =
                SpringApplication.run(
                        Shop.class,
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn",
                        "--management.endpoint.health.show-details=always");
    }

    @AfterAll
    void stop() {
        context.close();
        client.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port", "0");
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Health health() {
        return context.getBean(Health.class);
    }

    @Test
    void aBeanIsAllThatItTakes() throws Exception {
        Switch model = context.getBean(Switch.class);
        model.off("model_not_loaded");
        assertThat(get("/hello").body()).isEqualTo("hello");
        assertThat(get("/livez").body()).isEqualTo("ok");
        HttpResponse<String> ready = get("/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"model_not_loaded\"}");
        HttpResponse<String> actuator = get("/actuator/health");
        assertThat(actuator.statusCode()).isEqualTo(503);
        assertThat(actuator.body()).contains("\"reason\":\"model_not_loaded\"");

        model.on();

        assertThat(get("/ready/").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void whatBootSaysOfItsAvailabilityCounts() {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        assertThat(health().report(Group.READINESS).reason()).isEqualTo("refusing_traffic");
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        assertThat(health().report(Group.READINESS).reason()).isNotEqualTo("refusing_traffic");
        AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
        assertThat(health().report(Group.LIVENESS).status()).isEqualTo(Status.UP);
    }

    @Test
    void bootsOwnIndicatorsCanRunInTheBackground() {
        HealthIndicator down =
                () ->
                        org.springframework.boot.health.contributor.Health.down(
                                        new IllegalStateException("password=hunter2"))
                                .build();
        Result result =
                new IndicatorInspection(down).inspect(Attempt.within(Duration.ofSeconds(1)));

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.toString()).doesNotContain("hunter2");
        HealthIndicator up = () -> org.springframework.boot.health.contributor.Health.up().build();
        assertThat(
                        new IndicatorInspection(up)
                                .inspect(Attempt.within(Duration.ofSeconds(1)))
                                .status())
                .isEqualTo(Status.UP);
    }
}
