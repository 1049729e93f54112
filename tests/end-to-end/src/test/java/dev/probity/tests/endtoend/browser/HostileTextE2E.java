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
import java.util.List;
import java.util.Map;

/// What services print, answer and are called is shown as it is written, and never becomes markup.
@Tag("whole")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class HostileTextE2E {
    private static final String MARKUP = "<img/src=x/onerror=owned=1>";

    /// Shown, and not run: as text it can be read, as markup there would be a picture.
    private static final String HARMLESS =
            "return window.owned === undefined && document.querySelector('main img') === null";

    @TempDir private Path folder;
    @TempDir private Path state;

    @Test
    void showsMarkupInLogLinesTagsPathsAndBodiesAsText() throws Exception {
        int port = Loopback.freePort();
        try (Dashboard dashboard = Dashboard.of(folder, state, file(port))) {
            Browser browser = dashboard.browser();
            dashboard.page("/logs").awaitText(".log", MARKUP);
            assertThat(browser.script(HARMLESS)).isEqualTo(true);
            browser.click(".line").awaitSome(".chosen");
            browser.type("[data-filter]", MARKUP).awaitText(".log", MARKUP);

            dashboard.page("/replicas/printer-1").awaitText(".course", MARKUP);
            browser.awaitText(".failure", "<b>exec</b>");
            assertThat(browser.script(HARMLESS)).isEqualTo(true);

            dashboard.page("/replicas/web-1").awaitSome(".failure summary");
            browser.click(".failure summary").awaitText(".transcript", "<b>" + MARKUP);
            browser.awaitText(".transcript", "\n" + MARKUP);
            assertThat(browser.script(HARMLESS)).isEqualTo(true);
            browser.picture("hostile");

            for (String page :
                    List.of(
                            "/",
                            "/services/web",
                            "/services/printer",
                            "/graph",
                            "/config",
                            "/traffic")) {
                dashboard.page(page).awaitSome("h1");
                assertThat(browser.script(HARMLESS)).as(page).isEqualTo(true);
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String file(int port) {
        return """
        name: hostile
        services:
          printer:
            command: [sh, -c, "while :; do echo 'ERROR %1$s'; sleep 0.3; done"]
            tags: ["%1$s"]
            readinessProbe:
              exec: [sh, -c, "echo '<b>exec</b>%1$s'; exit 1"]
              periodSeconds: 1
          web:
            command: [%2$s, "{port}"]
            ports: [%3$d]
            env: {BODY: "%1$s"}
            readinessProbe:
              httpGet: {path: /broken, httpHeaders: [{name: X-Test, value: "<b>%1$s"}]}
              periodSeconds: 1
        """
                .formatted(MARKUP, AccessLogger.command(), port);
    }

    /// The file's rules let nobody be called so; a page does not rely on that.
    @Test
    void showsMarkupInNamesAsText() throws Exception {
        try (Stage stage = Stage.open(NAMES);
                Browser browser = Browser.open()) {
            browser.go(stage.origin() + "/");
            browser.awaitText(".row.service", MARKUP).awaitText(".row.replica", MARKUP + "-1");
            assertThat(browser.script(HARMLESS)).isEqualTo(true);
            for (String page : List.of("/graph", "/traffic", "/services/")) {
                String address = page.endsWith("s/") ? page + encoded() : page;
                browser.go(stage.origin() + address);
                browser.awaitText("main", MARKUP.substring(0, 12)); // a graph has little room
                assertThat(browser.script(HARMLESS)).as(page).isEqualTo(true);
            }
        }
    }

    private static String encoded() {
        return java.net.URLEncoder.encode(MARKUP, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static final Map<String, String> NAMES =
            Map.of(
                    "application",
                    """
                    {"name": "NAME", "file": "/NAME", "since": "2026-01-01T00:00:00Z", "services": [
                      {"name": "NAME", "external": false, "running": true, "scale": 1,
                       "dependsOn": [], "addresses": ["NAME"], "traffic": [{"pool": "NAME",
                       "inFlight": 0, "requests": 0, "failures": 0, "unserved": 0}],
                       "replicas": [{"id": "NAME-1", "service": "NAME", "ordinal": 1,
                         "state": "failed", "since": "2026-01-01T00:00:00Z", "phase": "failed",
                         "restarts": 0, "started": false, "ready": false, "inRotation": false,
                         "quarantined": false, "incarnation": "NAME",
                         "lastExit": {"exitCode": 1, "reason": "NAME"}, "containers": []}]}]}
                    """
                            .replace("NAME", MARKUP),
                    "events/last",
                    "{\"number\": 0}");
}
