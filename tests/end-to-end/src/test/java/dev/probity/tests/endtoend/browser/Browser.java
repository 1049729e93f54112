package dev.probity.tests.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

/// A browser without a window. Pictures of what it shows are kept under target/pictures.
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target/pictures");
    private static final Duration LIMIT = Duration.ofSeconds(60); // the machine may be busy

    private final ChromeDriver driver;
    private final List<String> complaints = new ArrayList<>();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// Skips the test where there is no browser, except where all must be there.
    static Browser open() {
        boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        String lacking =
                "%s and %s are not there (packages chromium, chromium-driver): no page is tried"
                        .formatted(CHROMIUM, DRIVER);
        if (System.getenv("CI") == null) {
            assumeThat(there).as(lacking).isTrue();
        }
        assertThat(there).as(lacking).isTrue();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1440,900");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile());
        return new Browser(new ChromeDriver(service.build(), options));
    }

    void go(String url) {
        driver.get(url);
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /// What can be read there, of all that match; nothing where there is none.
    String text(String selector) {
        return String.valueOf(
                script(
                        "return [...document.querySelectorAll(arguments[0])]"
                                + ".map(it => it.innerText).join('\\n')",
                        selector));
    }

    long count(String selector) {
        return ((Number) script("return document.querySelectorAll(arguments[0]).length", selector))
                .longValue();
    }

    Browser awaitText(String selector, String wanted) {
        await(selector + " says " + wanted)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(text(selector)).contains(wanted));
        return this;
    }

    Browser awaitSome(String selector) {
        await(selector)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(count(selector)).as(this::page).isPositive());
        return this;
    }

    private String page() {
        return text("body");
    }

    Browser click(String selector) {
        awaitSome(selector);
        // A page that is redrawn may replace what was found a moment ago.
        await(selector)
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                .until(() -> {
                    driver.findElement(By.cssSelector(selector)).click();
                    return true;
                });
        return this;
    }

    /// In place of what is there.
    Browser type(String selector, String text) {
        awaitSome(selector);
        WebElement field = driver.findElement(By.cssSelector(selector));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
        return this;
    }

    /// On the page as a whole, as somebody who uses no pointer.
    Browser press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    @SuppressWarnings("NullAway") // a script may well return nothing; none of ours does
    Object script(String text, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(text, arguments);
    }

    /// A command of the browser's own protocol.
    Map<String, Object> ask(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /// Does something while another page is in front.
    Browser elsewhere(Runnable action) {
        String here = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        action.run();
        driver.close();
        driver.switchTo().window(here);
        return this;
    }

    /// What the browser counts of this page, such as `LayoutCount`.
    long metric(String name) {
        ask("Performance.enable", Map.of());
        Object metrics = ask("Performance.getMetrics", Map.of()).get("metrics");
        for (Object metric : metrics instanceof List<?> all ? all : List.of()) {
            if (metric instanceof Map<?, ?> one
                    && name.equals(one.get("name"))
                    && one.get("value") instanceof Number value) {
                return value.longValue();
            }
        }
        throw new AssertionError("the browser counts no " + name);
    }

    Browser size(int width, int height) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 700));
        return this;
    }

    Browser dark(boolean dark) {
        Map<String, Object> feature =
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        ask("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
        return this;
    }

    Browser picture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        byte[] png = driver.getScreenshotAs(OutputType.BYTES);
        Files.write(PICTURES.resolve(name + ".png"), png);
        return this;
    }

    /// What the console has shown so far: nothing, on a page that is well.
    List<String> complaints() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add(entry.getMessage());
            }
        }
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
