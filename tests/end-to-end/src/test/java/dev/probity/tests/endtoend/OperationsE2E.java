package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What operators get with the two services: manifests, Prometheus' files, a dashboard.
class OperationsE2E {
    private static final Path SAMPLES = Path.of("../../samples").toAbsolutePath().normalize();
    private static final Path PROMETHEUS = SAMPLES.resolve("ml/prometheus");

    @TempDir private Path folder;

    private static Application read(String file) throws IOException {
        Path path = SAMPLES.resolve(file);
        Source source = new Source(file, Files.readString(path));
        Reading reading =
                Dialects.read(
                        Dialects.detect(file, source),
                        source,
                        path.resolveSibling(".").normalize(),
                        Surroundings.with(Sample.environment()));
        assertThat(reading.diagnostics()).noneMatch(found -> found.severity() == Severity.ERROR);
        return reading.resolved().orElseThrow().application();
    }

    /// 30 × 5 s to start, 3 × 10 s until a restart, 2 × 5 s until it is out of the traffic.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ml/kubernetes/inference-service.yaml, inference-service",
        "ml/kubernetes/cloud-logging-api.yaml, cloud-logging-api",
        "ml/probity.yaml, inference-service",
        "ml/probity.yaml, cloud-logging-api",
        "inference-service/probity.yaml, inference-service",
        "logging-service/probity.yaml, cloud-logging-api",
        "logging-service/postgresql.yaml, cloud-logging-api"
    })
    void hasTheProbesOfTheDocument(String file, String service) throws IOException {
        Container main = read(file).service(service).orElseThrow().main();

        assertThat(asked(main.startupProbe().orElseThrow(), 0, 5, 30)).isEqualTo("/startup");
        assertThat(asked(main.livenessProbe().orElseThrow(), 30, 10, 3)).isEqualTo("/health");
        assertThat(asked(main.readinessProbe().orElseThrow(), 10, 5, 2)).isEqualTo("/ready");
    }

    private static String asked(Probe probe, int delay, int period, int failures) {
        assertThat(probe.initialDelay()).isEqualTo(Duration.ofSeconds(delay));
        assertThat(probe.period()).isEqualTo(Duration.ofSeconds(period));
        assertThat(probe.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(probe.successThreshold()).isEqualTo(1);
        assertThat(probe.failureThreshold()).isEqualTo(failures);
        return ((Handler.HttpGet) probe.handler()).path();
    }

    @Test
    void keepsSqliteToOneReplica() throws IOException {
        assertThat(read("logging-service/probity.yaml").service("cloud-logging-api").orElseThrow())
                .matches(service -> service.replicas() == 1);
        assertThat(
                        read("logging-service/postgresql.yaml")
                                .service("cloud-logging-api")
                                .orElseThrow())
                .matches(service -> service.replicas() == 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check config prometheus.yml",
                "check rules rules.yml",
                "test rules rules-test.yml"
            })
    void satisfiesPrometheusOwnTool(String words) throws Exception {
        promtool(PROMETHEUS, words.split(" "));
    }

    /// Debian's tool knows no clusters, so the targets are named here.
    @Test
    void satisfiesPrometheusOwnToolInAClusterToo() throws Exception {
        String text = Files.readString(PROMETHEUS.resolve("prometheus-kubernetes.yml"));
        String named =
                text.replaceFirst(
                        "kubernetes_sd_configs:\\n(.*\\n){3}",
                        "static_configs: [{targets: ['pod:8000']}]\n");
        assertThat(named).isNotEqualTo(text);
        Files.writeString(folder.resolve("cluster.yml"), named);
        Files.copy(PROMETHEUS.resolve("rules.yml"), folder.resolve("rules.yml"));
        promtool(folder, "check", "config", "cluster.yml");
    }

    private static void promtool(Path directory, String... words) throws Exception {
        Path tool = Path.of("/usr/bin/promtool");
        assumeThat(Files.isExecutable(tool) || System.getenv("CI") != null)
                .as("no promtool on this machine; install the package prometheus")
                .isTrue();
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(words));
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /// Jobs, addresses, path and interval as the document has them, and in a form that loads.
    @Test
    void scrapesBothServicesAsTheDocumentSays() throws IOException {
        String text = Files.readString(PROMETHEUS.resolve("prometheus.yml"));
        for (String job :
                List.of(
                        "inference-service 'inference-service:8000'",
                        "logging-service 'cloud-logging-api:8001'")) {
            String[] words = job.split(" ");
            assertThat(text)
                    .contains(
                            """
                              - job_name: %s
                                metrics_path: /metrics
                                scrape_interval: 15s
                                static_configs:
                                  - targets: [%s]
                            """
                                    .formatted(words[0], words[1]));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CrashLoopBackOff",
                "runs, and gets no traffic",
                "many errors, and ready",
                "probes time out under load",
                "kubectl get events -n mlops"
            })
    void knowsTheSymptomsOfTheDocument(String symptom) throws IOException {
        Path page = SAMPLES.resolveSibling("docs/how-to/health-troubleshooting.md");
        assertThat(Files.readString(page)).contains(symptom);
    }

    @Test
    void hasADashboardWithTheQueriesOfTheDocument() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(SAMPLES.resolve("ml/grafana/dashboard.json").toFile());
        List<String> expressions = dashboard.path("panels").findValuesAsText("expr");
        assertThat(expressions)
                .contains(
                        "inference_model_loaded",
                        "sum by (model) (rate(inference_predictions_total[1m]))",
                        "inference:error_ratio:rate5m",
                        "logging:defect_ratio:rate5m");
        assertThat(dashboard.path("schemaVersion").asInt()).isPositive();
        assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
    }
}
