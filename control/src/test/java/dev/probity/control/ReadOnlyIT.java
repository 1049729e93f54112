package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A dashboard that only shows.
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class ReadOnlyIT {
    @TempDir private Path folder;

    @Test
    void showsEverythingAndChangesNothing() throws Exception {
        try (Controlled controlled = Controlled.onWeb(folder, folder, Controlled.FILE, true)) {
            int port = controlled.web().orElseThrow().address().getPort();
            String token = Files.readString(controlled.running().state().token()).strip();
            Browser program = Browser.at(port).with("Authorization", "Bearer " + token);
            assertThat(program.get("/api/v1/application").json().path("readOnly").asBoolean())
                    .isTrue();
            for (String path :
                    List.of(
                            "application/shutdown",
                            "services/web/scale",
                            "replicas/web-1/exec",
                            "replicas/web-1/probes/readiness/force")) {
                assertThat(program.post("/api/v1/" + path, "{}").status()).isEqualTo(403);
            }
            assertThat(
                            program.with("Content-Type", "application/json")
                                    .ask("PUT", "/api/v1/services/web/probes/readiness", "{}")
                                    .status())
                    .isEqualTo(403);
            // To look at what would be is no change.
            assertThat(
                            program.post(
                                            "/api/v1/services/web/probes/readiness/preview",
                                            "{\"probe\": null}")
                                    .status())
                    .isEqualTo(200);
            // The verbs go another way.
            controlled.client().post("replicas/web-1/restart", Controlled.nothing());
        }
        assertThat(folder.resolve("token")).doesNotExist();
    }
}
