package dev.probity.tests.endtoend.browser;

import dev.probity.tests.endtoend.Loopback;
import dev.probity.tests.endtoend.Packaged;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The packaged program with its dashboard, and a browser that is logged in to it.
final class Dashboard implements AutoCloseable {
    private final Packaged probity;
    private final Browser browser;
    private final String origin;
    private final List<String> words;
    private Packaged.Running run;

    private Dashboard(Packaged probity, Browser browser, String origin, List<String> words)
            throws Exception {
        this.probity = probity;
        this.browser = browser;
        this.origin = origin;
        this.words = words;
        this.run = begin();
    }

    private Packaged.Running begin() throws Exception {
        return probity.start(words.toArray(String[]::new)).awaitOut("Dashboard:");
    }

    /// @param folder where an application's file is written
    /// @param file its text
    /// @param options further words for `run`
    static Dashboard of(Path folder, Path state, String file, String... options) throws Exception {
        Browser browser = Browser.open();
        Packaged probity = new Packaged(folder, state);
        try {
            int port = Loopback.freePort();
            probity.file(file);
            List<String> words = new ArrayList<>(List.of("run", "--dashboard", "" + port));
            words.addAll(List.of(options));
            String origin = "http://127.0.0.1:" + port;
            Dashboard dashboard = new Dashboard(probity, browser, origin, words);
            browser.go(dashboard.link());
            browser.awaitText(".connection", "Live");
            return dashboard;
        } catch (Exception | AssertionError e) {
            browser.close();
            probity.close();
            throw e;
        }
    }

    /// One that logs in, once.
    String link() throws Exception {
        return probity.ask(0, "dashboard").strip();
    }

    Packaged probity() {
        return probity;
    }

    /// The process that serves the page, without those of the application.
    ProcessHandle server() {
        return run.process().toHandle();
    }

    /// After it has ended, at the same address.
    void startAgain() throws Exception {
        run = begin();
    }

    Browser browser() {
        return browser;
    }

    /// @param path such as `/replicas/web-1`
    Browser page(String path) {
        browser.go(origin + path);
        return browser;
    }

    String origin() {
        return origin;
    }

    @Override
    public void close() {
        browser.close();
        try {
            probity.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the program cannot be taken down", e);
        }
    }
}
