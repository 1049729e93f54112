package dev.probity.tests.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.nio.file.Path;

/// A thousand real processes on one page.
@Tag("whole")
@EnabledOnOs(OS.LINUX)
@Isolated("it measures")
@Timeout(400)
class ManyReplicasE2E {
    /// The goal is one second, on a machine that does nothing else; builds are not so lucky.
    private static final long FIRST_PAINT_MILLISECONDS = 3_000;

    @TempDir private Path folder;
    @TempDir private Path state;

    @Test
    void showsAThousandReplicasAtOnceAndDrawsOnlyWhatIsSeen() throws Exception {
        String file =
                """
                name: crowd
                services:
                  crowd:
                    command: [sleep, "100000"]
                    replicas: 1000
                    terminationGracePeriodSeconds: 1
                """;
        try (Dashboard dashboard = Dashboard.of(folder, state, file)) {
            Browser browser = dashboard.browser();
            browser.awaitText("h1", "All 1,000 replicas are ready");
            dashboard.page("/").awaitText(".row.replica .name", "crowd-1");
            await().until(() -> shown(browser) >= 0);
            long painted = shown(browser);
            System.out.println("first paint with 1,000 replicas: " + painted + " ms");
            assertThat(painted).isLessThan(FIRST_PAINT_MILLISECONDS);
            assertThat(browser.count(".row.replica")).isBetween(10L, 60L);
            browser.picture("thousand");

            browser.script("document.querySelector('.list').scrollIntoView({block: 'end'})");
            browser.awaitText(".row.replica .name", "crowd-1000");
            assertThat(browser.count(".row.replica")).isBetween(10L, 60L);
            browser.type("[data-filter]", "crowd-77").awaitText(".row.replica .name", "crowd-777");
            assertThat(browser.count(".row.replica")).as("77, and 770 to 779").isEqualTo(11);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// Since the page was asked for, until rows were in it and a frame was drawn.
    private static final String SHOWN =
            "const [shown] = performance.getEntriesByName('probity-shown');"
                    + " return shown ? Math.round(shown.startTime) : -1";

    private static long shown(Browser browser) {
        return ((Number) browser.script(SHOWN)).longValue();
    }
}
