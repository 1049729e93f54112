package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Services that others wrote, in Python, behind our probes. Runs where there is FastAPI.
@Tag("whole")
@Timeout(300)
class FastApiE2E {
    @TempDir private Path state;

    private static String python() throws Exception {
        String python = Optional.ofNullable(System.getenv("PROBITY_PYTHON")).orElse("python3");
        if (!hasFastApi(python)) {
            String lacking = "NO FASTAPI: pip install -r samples/fastapi/requirements.txt";
            assertThat(System.getenv("CI")).as(lacking).isNotEqualTo("true");
            Assumptions.abort(lacking);
        }
        return python;
    }

    private static boolean hasFastApi(String python) throws InterruptedException {
        try {
            return new ProcessBuilder(python, "-c", "import fastapi, uvicorn").start().waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private SampleRun start(Map<Integer, Integer> ports, String readyBy, Path bucket)
            throws Exception {
        return SampleRun.start(
                "fastapi/probity.yaml",
                ports,
                Map.of(
                        "PYTHON", python(),
                        "READY_BY", readyBy,
                        "BUCKET_FILE", bucket.toString()),
                state);
    }

    @Test
    void takeTrafficWhenTheirReadinessSaysSo() throws Exception {
        int port = Loopback.freePort();
        Map<Integer, Integer> ports = Map.of(8000, port, 8010, Loopback.freePort());
        Path bucket = Files.createFile(state.resolve("bucket"));
        try (SampleRun run = start(ports, "status", bucket)) {
            run.awaitRotation("gradient", 1);
            assertThat(run.rotation("truefoundry")).isZero();
            int own = run.ownPort("truefoundry", 1);
            assertThat(Loopback.get(own, "/livez").body()).isEqualTo("true");
            assertThat(Loopback.get(own, "/readyz").statusCode()).isEqualTo(503);
            post(own, "/load");
            run.awaitRotation("truefoundry", 1);
            assertThat(Loopback.get(port, "/").body()).isEqualTo("{\"message\":\"Hello World\"}");

            await("the probes' requests in its log")
                    .untilAsserted(() ->
                            assertThat(run.log("truefoundry"))
                                    .contains("\"GET /livez HTTP/1.1\" 200 OK")
                                    .contains("\"GET /readyz HTTP/1.1\" 503")
                                    .contains("\"GET /readyz HTTP/1.1\" 200 OK"));

            Files.delete(bucket);
            run.awaitRotation("gradient", 0);
            assertThat(Loopback.get(run.ownPort("gradient", 1), "/readiness/").body())
                    .isEqualTo("\"Readiness check failed.\"");
            var _ = Files.createFile(bucket);
            run.awaitRotation("gradient", 1);
            assertThat(run.restarts("gradient") + run.restarts("truefoundry")).isZero();
            run.end();
        }
    }

    /// What the page shows: `false` is sent with 200, and the probe passes.
    @Test
    void areReadyTooEarlyWhenTheySayItInTheBody() throws Exception {
        try (SampleRun run =
                start(
                        Map.of(8000, Loopback.freePort(), 8010, Loopback.freePort()),
                        "body",
                        state.resolve("bucket"))) {
            run.awaitRotation("truefoundry", 1);
            int own = run.ownPort("truefoundry", 1);
            HttpResponse<String> ready = Loopback.get(own, "/readyz");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).isEqualTo("false");
            run.end();
        }
    }

    private static void post(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
