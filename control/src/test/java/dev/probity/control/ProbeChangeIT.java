package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.client.Refused;
import dev.probity.control.http.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A probe that is changed while its service runs.
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class ProbeChangeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String FILE =
            """
            name: small
            services:
              web: # the one that people see
                command: [sleep, "600"]
                readinessProbe:
                  exec: ["true"] # always
                  periodSeconds: 1 # quick
            """;

    @TempDir private Path folder;

    private static ObjectNode body(String json) throws IOException {
        return (ObjectNode) Json.read(json);
    }

    private static JsonNode parameter(Controlled controlled, String name) throws IOException {
        for (JsonNode each :
                controlled.client().get("services/web/probes").get(0).path("parameters")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void isActedOnAtOnceAndWrittenWithTheCommentsKept() throws Exception {
        try (Controlled controlled = Controlled.start(folder, folder, FILE)) {
            await().atMost(PATIENCE).until(() -> replica(controlled).path("ready").asBoolean());
            String incarnation = replica(controlled).path("incarnation").asText();
            assertThat(parameter(controlled, "periodSeconds").path("origin").asText())
                    .isEqualTo("probity.yaml:7:22");
            JsonNode answer =
                    controlled
                            .client()
                            .put(
                                    "services/web/probes/readiness",
                                    body(
                                            "{\"write\": true, \"probe\": {\"exec\": [\"false\"],"
                                                    + " \"periodSeconds\": 2,"
                                                    + " \"failureThreshold\": 1}}"));
            assertThat(answer.path("written").asBoolean()).isTrue();
            assertThat(answer.path("diff").asText())
                    .contains(
                            "-      periodSeconds: 1 # quick\n",
                            "+      periodSeconds: 2 # quick\n");
            assertThat(Files.readString(folder.resolve("probity.yaml")))
                    .isEqualTo(
                            FILE.replace("exec: [\"true\"] #", "exec: [\"false\"] #")
                                            .replace("Seconds: 1 # quick\n", "Seconds: 2 # quick\n")
                                    + "      failureThreshold: 1\n");
            await().atMost(PATIENCE).until(() -> !replica(controlled).path("ready").asBoolean());
            assertThat(replica(controlled).path("incarnation").asText()).isEqualTo(incarnation);
            assertThat(parameter(controlled, "failureThreshold").path("origin").asText())
                    .startsWith("probity.yaml:8:");
            // The file says now what runs.
            assertThat(
                            controlled
                                    .client()
                                    .post("application/apply", body("{\"dryRun\": true}"))
                                    .path("changes"))
                    .isEmpty();
            assertThat(controlled.client().text("config")).contains("periodSeconds: 2");
        }
    }

    private static JsonNode replica(Controlled controlled) throws IOException {
        return controlled.client().get("replicas/web-1");
    }

    @Test
    void isRefusedAsInAFileAndThenNothingHasChanged() throws Exception {
        try (Controlled controlled = Controlled.start(folder, folder, FILE)) {
            assertThatThrownBy(() ->
                            controlled
                                    .client()
                                    .put(
                                            "services/web/probes/readiness",
                                            body(
                                                    "{\"write\": true, \"probe\": {\"exec\":"
                                                            + " [\"true\"], \"periodSeconds\":"
                                                            + " -1}}")))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("nothing was changed")
                    .satisfies(e -> {
                        assertThat(((Refused) e).status()).isEqualTo(422);
                        assertThat(((Refused) e).details())
                                .anyMatch(line -> line.startsWith("periodSeconds: "));
                    });
            assertThat(Files.readString(folder.resolve("probity.yaml"))).isEqualTo(FILE);
            assertThat(parameter(controlled, "periodSeconds").path("value").asInt()).isEqualTo(1);
        }
    }

    @Test
    void isNotAppliedWhereItCannotBeWritten() throws Exception {
        String anchored =
                """
                name: small
                x-probe: &probe {exec: ["true"], periodSeconds: 1}
                services: {web: {command: [sleep, "600"], readinessProbe: *probe}}
                """;
        try (Controlled controlled = Controlled.start(folder, folder, anchored)) {
            String probe = "{\"exec\": [\"true\"], \"periodSeconds\": 3}";
            assertThatThrownBy(() ->
                            controlled
                                    .client()
                                    .put(
                                            "services/web/probes/readiness",
                                            body("{\"write\": true, \"probe\": " + probe + "}")))
                    .hasMessageContaining("better changed by hand");
            assertThat(parameter(controlled, "periodSeconds").path("value").asInt()).isEqualTo(1);
            JsonNode answer =
                    controlled
                            .client()
                            .put(
                                    "services/web/probes/readiness",
                                    body("{\"probe\": " + probe + "}"));
            assertThat(answer.path("written").asBoolean()).isFalse();
            assertThat(answer.path("diff").asText()).contains("+      periodSeconds: 3");
            assertThat(parameter(controlled, "periodSeconds").path("origin").asText())
                    .isEqualTo("changed while it runs");
        }
    }

    @Test
    void canBeTakenAwayAndAdded() throws Exception {
        try (Controlled controlled = Controlled.start(folder, folder, FILE)) {
            var _ =
                    controlled
                            .client()
                            .put("services/web/probes/readiness", body("{\"probe\": null}"));
            await().atMost(PATIENCE)
                    .until(() -> controlled.client().get("services/web/probes").isEmpty());
            var _ =
                    controlled
                            .client()
                            .put(
                                    "services/web/probes/liveness",
                                    body(
                                            "{\"write\": true, \"probe\": {\"exec\":"
                                                    + " [\"true\"]}}"));
            await().atMost(PATIENCE)
                    .until(() ->
                            controlled
                                    .client()
                                    .get("replicas/web-1/probes")
                                    .findValuesAsText("type")
                                    .contains("liveness"));
            assertThat(Files.readString(folder.resolve("probity.yaml")))
                    .startsWith(FILE)
                    .contains("    livenessProbe:\n      exec: {command: [\"true\"]}\n");
        }
    }
}
