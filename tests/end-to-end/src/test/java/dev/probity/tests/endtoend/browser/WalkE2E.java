package dev.probity.tests.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.tests.endtoend.Loopback;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// What somebody sees and does on the dashboard of the sample, from the login on.
@Tag("whole")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class WalkE2E {
    private static final Path JAR =
            Path.of("../../samples/web-api/target/web-api.jar").toAbsolutePath().normalize();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /// Starts in eight seconds: a browser is there before it is over.
    private static final String SLOW = "slow";

    private static final String FIRST = "a[href='/replicas/web-1']";

    @TempDir private Path folder;
    @TempDir private Path state;

    private int port;
    private Dashboard dashboard;
    private Browser browser;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        port = Loopback.freePort();
        dashboard = Dashboard.of(folder, state, file(test.getTags().contains(SLOW) ? 8 : 0));
        browser = dashboard.browser();
    }

    @AfterEach
    void close() {
        if (dashboard != null) {
            dashboard.close();
        }
    }

    /// @param delay seconds that its start takes at least
    private String file(int delay) {
        return """
        name: walk
        services:
          web:
            command: ["%s", -Xmx24m, -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, -jar, "%s"]
            ports: [%d]
            startupProbe:
              httpGet: /lively
              initialDelaySeconds: %d
              periodSeconds: 1
              failureThreshold: 30
            livenessProbe: {httpGet: /lively, periodSeconds: 1}
            # The form changes this one.
            readinessProbe: {httpGet: /ready, periodSeconds: 1}
        """
                .formatted(JAVA, JAR, port, delay);
    }

    @Test
    @Tag(SLOW)
    void showsAReplicaFromItsStartThroughAFailureAndBack() throws Exception {
        assertThat(browser.address()).isEqualTo(dashboard.origin() + "/");
        browser.awaitText(".row.replica .pill", "Starting").picture("starting");
        assertThat(browser.count(".row.replica.warn")).isOne();
        assertThat(browser.count(".row.replica.bad")).as("starting is no failure").isZero();

        browser.awaitText(".row.replica .pill", "Ready").awaitText("h1", "ready");
        assertThat(browser.count(".row.replica.warn, .row.replica.bad")).isZero();
        browser.picture("overview");

        browser.click(FIRST).awaitText(".card.probe.good h2", "Readiness");
        Loopback.get(port, "/set?someReadinessCheck=false&timeout=10");
        browser.awaitText("h1 .pill.bad", "Healthy").awaitText(".card.probe.bad .pill", "failing");
        browser.awaitText(".card.probe.bad .figure", "3 of 3");
        assertThat(browser.text(".card.probe.good h2"))
                .as("liveness is not the one that fails")
                .contains("Liveness");
        browser.click(".failure summary")
                .awaitText(".failure .transcript", "500")
                .picture("replica-failing");

        browser.awaitText("h1 .pill.good", "Ready").picture("replica");
        assertThat(browser.text(".course")).contains("is moving to a ready state");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void letsNobodyInWithoutALinkAndNoLinkWorkTwice() throws Exception {
        String link = dashboard.link();
        browser.ask("Network.clearBrowserCookies", java.util.Map.of());
        dashboard.page("/").awaitText(".banner", "You are not logged in");
        browser.picture("locked");
        assertThat(browser.count(".row.replica")).isZero();
        browser.go(link);
        browser.awaitText(".connection", "Live");
        browser.ask("Network.clearBrowserCookies", java.util.Map.of());
        browser.go(link);
        dashboard.page("/").awaitText(".banner", "You are not logged in");
    }

    @Test
    void changesAProbeInTheFormAndTheNewTimingActs() throws Exception {
        browser.awaitText(".row.replica .pill", "Ready");
        dashboard.page("/services/web?probe=readiness");
        browser.awaitSome("input[name=periodSeconds]");
        assertThat(browser.text(".origin")).contains("default").contains("probity.yaml:");

        browser.type("input[name=periodSeconds]", "-1");
        browser.awaitSome("input[name=periodSeconds][aria-invalid=true]");
        browser.type("input[name=periodSeconds]", "2").type("input[name=failureThreshold]", "1");
        browser.awaitText(".preview .diff .added", "failureThreshold: 1");
        assertThat(browser.count("input[aria-invalid=true]")).isZero();
        assertThat(browser.count(".preview canvas")).as("simulated courses").isPositive();
        browser.picture("form");

        browser.click(".fields button[type=submit]").awaitText("dialog .diff", "failureThreshold");
        browser.picture("review");
        browser.click("dialog input[name=write]").click("dialog button[type=submit]");
        browser.awaitText(".notice", "is changed");
        assertThat(java.nio.file.Files.readString(folder.resolve("probity.yaml")))
                .contains("# The form changes this one.")
                .containsPattern("failureThreshold: 1");

        dashboard.page("/replicas/web-1").awaitText(".card.probe .asks", "every 2 s");
        browser.awaitText("h1 .pill.good", "Ready");
        Loopback.get(port, "/set?someReadinessCheck=false&timeout=30");
        browser.awaitText(".card.probe.bad .figure", "1 of 1").awaitText("h1 .pill.bad", "Healthy");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void steersWhatRuns() throws Exception {
        browser.awaitText(".row.replica .pill", "Ready").click(FIRST);
        browser.click("button[aria-label='Pause the readiness probe']")
                .awaitText(".card.probe", "paused");
        browser.click("button[aria-label='Resume the readiness probe']")
                .awaitSome("button[aria-label='Pause the readiness probe']");

        browser.click(".actions button").awaitText("h1", "Quarantined");
        assertThat(Loopback.get(port, "/").statusCode()).isEqualTo(503);
        browser.click(".actions button").awaitText("h1 .pill.good", "Ready");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(Loopback.get(port, "/").statusCode()).isEqualTo(200));

        String before = browser.text(".facts span:first-child");
        browser.click(".actions button:last-child").click("dialog .primary");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !browser.text(".facts span:first-child").equals(before));
        browser.awaitText("h1 .pill", "Ready");

        dashboard.page("/services/web").type("input[name=replicas]", "0");
        browser.click(".scale button:enabled").awaitText(".panel", "None.");
        dashboard.page("/").awaitText("h1", "Nothing runs").awaitText(".counts", "scaled to 0");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysThatItsServerHasGoneAndThatItIsBack() throws Exception {
        browser.awaitText(".row.replica .pill", "Ready");
        dashboard.server().destroyForcibly();
        browser.awaitText(".banner", "No connection").awaitText(".connection", "No connection");
        assertThat(browser.text(".row.replica .pill")).as("how it was").isEqualTo("Ready");

        dashboard.startAgain();
        browser.awaitText(".banner", "You are not logged in");
        browser.go(dashboard.link());
        browser.awaitText(".connection", "Live").awaitText(".row.replica .pill", "Ready");
        assertThat(browser.count(".banner")).isZero();
    }

    @Test
    void isUsedWithoutAPointerOnAPhoneAndInTheDark() throws IOException {
        browser.awaitText(".row.replica .pill", "Ready");
        browser.press("j").press(Keys.ENTER).awaitText("h1", "web-1");
        browser.press("g").press("l").awaitText("h1", "Logs");
        browser.press("/").press("no such line").awaitText(".log", "No line matches");
        browser.press(Keys.ESCAPE).press("g").press("o").awaitText("h1", "ready");
        browser.press("?").awaitText("dialog", "Next row").picture("keys");
        browser.press(Keys.ESCAPE);
        for (String page : new String[] {"/", "/replicas/web-1", "/services/web", "/traffic"}) {
            dashboard.page(page).awaitText(".connection, .places", "");
            browser.awaitSome("h1");
            String name = page.replace("/", "-");
            browser.size(390, 844).picture("phone" + name);
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                    .as("%s fits a phone", page)
                    .isEqualTo(390L);
            assertThat(browser.script(SIGNS)).as("lines that begin with a sign").isEqualTo("");
            browser.size(1440, 900).dark(true).picture("dark" + name).dark(false);
        }
        assertThat(nameless()).as("every control has a name").isEqualTo("");
        assertThat(browser.complaints()).isEmpty();
    }

    /// What begins a line of facts, and is not moved left of it by the sign that is cut off.
    private static final String SIGNS =
            """
            const left = it => it.getBoundingClientRect().left;
            return [...document.querySelectorAll('.facts > *')]
                .filter((it, i, all) => i === 0 || it.offsetTop > all[i - 1].offsetTop)
                .filter(it => left(it) >= left(document.querySelector('h1')))
                .map(it => it.innerText).join();
            """;

    /// Controls that a screen reader could not name.
    private String nameless() {
        return String.valueOf(
                browser.script(
                        """
                        const named = it => it.getAttribute('aria-label') || it.innerText?.trim()
                            || it.labels?.length > 0 || it.title;
                        return [...document.querySelectorAll('a, button, input, select, textarea')]
                            .filter(it => !named(it)).map(it => it.outerHTML).join('\\n')
                        """));
    }
}
