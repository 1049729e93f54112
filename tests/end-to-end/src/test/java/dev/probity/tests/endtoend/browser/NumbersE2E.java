package dev.probity.tests.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.tests.endtoend.Loopback;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How soon a page shows what happened, and what it costs while nothing does. The numbers are
/// printed; the limits leave room for a machine that builds meanwhile.
@Tag("whole")
@EnabledOnOs(OS.LINUX)
@Isolated("it measures")
@Timeout(400)
class NumbersE2E {
    private static final Path JAR =
            Path.of("../../samples/web-api/target/web-api.jar").toAbsolutePath().normalize();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final int CHANGES = 3;
    private static final long LATEST_MILLISECONDS = 1_000; // the goal is 200
    private static final Duration SETTLING = Duration.ofSeconds(5); // loaded, and compiled
    private static final Duration CALMING = Duration.ofSeconds(22);
    private static final Duration WINDOW = Duration.ofSeconds(5); // one beat of a calm page
    private static final int WINDOWS = 3;
    private static final int UNTOUCHED = 5; // tries; a machine that is busy makes probes fail

    /// Of a core, of the page with its server. The goal is 0.02; what a wake-up costs depends on
    /// the machine, so the counts and the comparison are what fails first.
    private static final double MOST = 0.08;

    private static final double MOST_OF_REFERENCE = 3;

    @TempDir private Path folder;
    @TempDir private Path state;

    private static String file(int port) {
        return """
        name: numbers
        services:
          web:
            command: ["%s", -Xmx24m, -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, -jar, "%s"]
            replicas: 2
            ports: [%d]
            livenessProbe: {httpGet: /lively, periodSeconds: 1}
            readinessProbe: {httpGet: /ready, periodSeconds: 1, failureThreshold: 1}
        """
                .formatted(JAVA, JAR, port);
    }

    @Test
    void costsLittleWhileNothingHappens() throws Exception {
        try (Dashboard dashboard = Dashboard.of(folder, state, file(Loopback.freePort()))) {
            Browser browser = dashboard.browser();
            browser.awaitText("h1", "Both replicas are ready");
            browser.go("about:blank");
            Cost blank = cost(dashboard, "a blank page", SETTLING);
            browser.go(REFERENCE);
            Cost reference = cost(dashboard, "a word that changes each second", SETTLING);
            dashboard.page("/").awaitText("h1", "Both replicas are ready");
            Cost overview = cost(dashboard, "the overview", CALMING);
            dashboard.page("/replicas/web-1").awaitText(".card.probe .figure", "Next attempt");
            Cost replica = cost(dashboard, "the page of a replica", CALMING);

            assertThat(blank.page()).as("a blank page").isLessThan(reference.page());
            for (Cost cost : List.of(overview, replica)) {
                assertThat(cost.page() / reference.page()).isLessThan(MOST_OF_REFERENCE);
                assertThat(cost.page() + cost.server() - blank.server()).isLessThan(MOST);
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// The same on every machine, however much a wake-up costs there.
    @Test
    void asksAndDrawsSeldomWhileNothingHappensAndNeverOutOfSight() throws Exception {
        try (Dashboard dashboard = Dashboard.of(folder, state, file(Loopback.freePort()))) {
            Browser browser = dashboard.browser();
            browser.awaitText("h1", "Both replicas are ready");
            Pace overview = pace(browser);
            dashboard.page("/replicas/web-1").awaitText(".card.probe .figure", "Next attempt");
            Pace replica = pace(browser);
            System.out.printf("in 20 s: overview %s, replica %s%n", overview, replica);
            browser.script(SIGHT);
            browser.elsewhere(() -> pass(WINDOW.multipliedBy(2)));
            await().until(() -> number(browser, "return window.sight.length") == 2);

            assertThat(overview.answers()).isBetween(1L, 5L);
            assertThat(overview.drawings()).isBetween(1L, 6L);
            assertThat(replica.answers()).isBetween(2L, 10L); // the replica's attempts, too
            assertThat(replica.drawings()).isBetween(1L, 6L);
            assertThat(browser.script(UNSEEN)).isEqualTo("");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void showsAChangeSoon() throws Exception {
        int port = Loopback.freePort();
        try (Dashboard dashboard = Dashboard.of(folder, state, file(port))) {
            Browser browser = dashboard.browser();
            browser.awaitText("h1", "Both replicas are ready");
            pass(CALMING);
            browser.script(WATCH);
            for (int change = 1; change <= CHANGES; change++) {
                long wanted = change;
                Loopback.get(port, "/set?someReadinessCheck=false&timeout=2");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> number(browser, SEEN) >= wanted * 2); // away, and back
            }
            double latest = ((Number) browser.script(LATEST)).doubleValue();
            System.out.printf("from the event to the screen: at most %.0f ms%n", latest);

            assertThat(latest).isBetween(0.0, (double) LATEST_MILLISECONDS);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// What a page asks and draws on a calm page.
    private record Pace(long answers, long drawings) {}

    /// In a while in which nothing happens.
    private static Pace pace(Browser browser) {
        pass(CALMING);
        for (int left = UNTOUCHED; left > 0; left--) {
            long events = number(browser, LAST);
            Pace pace = between(browser);
            if (number(browser, LAST) == events) {
                return pace;
            }
            pass(CALMING);
        }
        throw new AssertionError("something happens all the time");
    }

    private static Pace between(Browser browser) {
        long answers = number(browser, ANSWERS);
        long drawings = browser.metric("RecalcStyleCount");
        pass(WINDOW.multipliedBy(4));
        return new Pace(
                number(browser, ANSWERS) - answers, browser.metric("RecalcStyleCount") - drawings);
    }

    private static final String ANSWERS =
            """
            return performance.getEntriesByType('resource')
                .filter(it => /api.v1.(application|replicas)/.test(it.name)).length;
            """;

    /// Before the page itself hears of it.
    private static final String SIGHT =
            """
            window.sight = [];
            document.addEventListener('visibilitychange', () => sight.push(performance.now()), true);
            """;

    private static final String UNSEEN =
            """
            return performance.getEntriesByType('resource')
                .filter(it => it.startTime > sight[0] && it.startTime < sight[1])
                .map(it => it.name + ' ' + (it.startTime - sight[0])).join();
            """;

    private static final String LAST =
            "return fetch('/api/v1/events/last').then(it => it.json()).then(it => it.number)";

    private static final String REFERENCE =
            "data:text/html,<p id=word>0</p>"
                    + "<script>setInterval(()=>word.textContent=Date.now(),1000)</script>";

    private static long number(Browser browser, String script) {
        return ((Number) browser.script(script)).longValue();
    }

    /// Shares of a core: of all processes of the browser, and of the server with all that it does.
    private record Cost(double page, double server) {}

    /// While nobody touches it. One and the same page has taken 0.9 % and 4.3 % in two runs: a
    /// processor that sleeps takes more for each wake-up.
    private static Cost cost(Dashboard dashboard, String what, Duration settling) {
        pass(settling);
        List<Double> shares = new ArrayList<>();
        Duration before = cpu(dashboard.server());
        long began = System.nanoTime();
        for (int window = 0; window < WINDOWS; window++) {
            shares.add(share());
        }
        double server = part(cpu(dashboard.server()).minus(before), began);
        shares.sort(null);
        System.out.printf(
                "%s: %.2f %% of a core, least %.2f, most %.2f; the server %.2f%n",
                what,
                shares.get(WINDOWS / 2) * 100,
                shares.getFirst() * 100,
                shares.getLast() * 100,
                server * 100);
        return new Cost(shares.get(WINDOWS / 2), server);
    }

    private static double share() {
        Duration before = cpu();
        long began = System.nanoTime();
        pass(WINDOW);
        return part(cpu().minus(before), began);
    }

    private static double part(Duration used, long began) {
        return (double) used.toNanos() / (System.nanoTime() - began);
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.multipliedBy(4)).until(() -> true);
    }

    private static Duration cpu() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("chromium"))
                .map(NumbersE2E::cpu)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static final String SEEN = "return window.seen.length";

    /// Notes when a replica's state is drawn anew, with the frame in which it is.
    private static final String WATCH =
            """
            window.seen = [];
            const states = () => [...document.querySelectorAll('.row.replica')]
                .map(row => row.querySelector('.name').innerText + ' ' + row.querySelector('.pill').innerText);
            let before = states();
            new MutationObserver(() => requestAnimationFrame(() => {
              const now = states();
              now.filter(it => !before.includes(it)).forEach(state => seen.push({ state, at: Date.now() }));
              before = now;
            })).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
            """;

    /// The longest time between a change, by the clock of the program, and its drawing.
    private static final String LATEST =
            """
            return fetch('/api/v1/events?after=0').then(it => it.text()).then(text => {
              const moves = text.split('\\n').filter(line => line.startsWith('data: '))
                  .map(line => JSON.parse(line.slice(6))).filter(event => event.kind === 'moved');
              const late = seen.map(({ state, at }) => {
                const [replica, word] = state.split(' ');
                const times = moves.filter(move => move.replica === replica && move.to === word.toLowerCase())
                    .map(move => at - Date.parse(move.time)).filter(it => it >= 0);
                return Math.min(...times);
              });
              return Math.max(...late);
            });
            """;
}
