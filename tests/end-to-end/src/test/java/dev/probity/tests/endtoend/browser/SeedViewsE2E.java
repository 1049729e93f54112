package dev.probity.tests.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.tests.endtoend.Loopback;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The three views that TrueFoundry's page on probes shows: the health check in a form, the pods,
/// and the log of one of them with the hits of its probes. The numbers are that page's example.
@Tag("whole")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class SeedViewsE2E {
    @TempDir private Path folder;
    @TempDir private Path state;

    @Test
    void showsTheFormThePodsAndTheLogWithTheHitsOfProbes() throws Exception {
        int port = Loopback.freePort();
        try (Dashboard dashboard = Dashboard.of(folder, state, file(port))) {
            Browser browser = dashboard.browser();
            browser.awaitText(".row.replica .pill", "Ready");

            dashboard.page("/services/my-service?probe=liveness").awaitSome(".editor");
            assertThat(value(browser, "path")).isEqualTo("/livez");
            assertThat(value(browser, "port")).isEqualTo("8000");
            assertThat(value(browser, "initialDelaySeconds")).isEqualTo("1");
            assertThat(value(browser, "periodSeconds")).isEqualTo("1");
            assertThat(value(browser, "timeoutSeconds")).isEqualTo("2");
            assertThat(value(browser, "successThreshold")).isEqualTo("1");
            assertThat(value(browser, "failureThreshold")).isEqualTo("2");
            browser.click("#tab-readiness");
            browser.awaitText(".editor", "Success threshold");
            assertThat(value(browser, "path")).isEqualTo("/readyz");
            assertThat(value(browser, "successThreshold")).isEqualTo("3");
            browser.picture("seed-form");

            browser.awaitText(".pods", "my-service-1").awaitText(".pods", "my-service-2");
            browser.picture("seed-pods").click("a[aria-label='Logs of my-service-1']");

            browser.awaitText(".log", "GET /livez HTTP/1.1\" 200 OK")
                    .awaitText(".log", "GET /readyz HTTP/1.1\" 200 OK");
            assertThat(browser.text(".log")).doesNotContain("my-service-2");
            Loopback.get(port, "/hello");
            browser.picture("seed-log").click(".switch input");
            browser.awaitText(".log", "Application startup complete");
            assertThat(browser.text(".log")).doesNotContain("/livez").doesNotContain("/readyz");
            browser.picture("seed-log-without-hits");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String value(Browser browser, String field) {
        return String.valueOf(
                browser.script(
                        "return document.querySelector(`.editor [name=${arguments[0]}]`).value",
                        field));
    }

    private static String file(int port) {
        return """
        name: truefoundry
        services:
          my-service:
            command: [%s, "{port}"]
            replicas: 2
            ports: ["%d:8000"]
            livenessProbe:
              httpGet: {path: /livez, port: 8000}
              initialDelaySeconds: 1
              periodSeconds: 1
              timeoutSeconds: 2
              failureThreshold: 2
            readinessProbe:
              httpGet: {path: /readyz, port: 8000}
              periodSeconds: 1
              successThreshold: 3
        """
                .formatted(AccessLogger.command(), port);
    }
}
