package dev.probity.cli.wiring;

import dev.probity.runtime.Notice;
import dev.probity.runtime.RunningApplication;

import java.nio.file.Path;
import java.util.stream.Collectors;

/// Where everything is, said before the first line.
final class Header {
    private Header() {}

    static String of(String name, Path file, RunningApplication application, Offered offered) {
        StringBuilder text = new StringBuilder();
        line(text, "Application", name + " (" + file + ")");
        String addresses =
                application.listening().stream()
                        .map(Header::address)
                        .collect(Collectors.joining("\n" + " ".repeat(14)));
        if (!addresses.isEmpty()) {
            line(text, "Services", addresses);
        }
        line(text, "Logs", application.state().logs().toString());
        line(text, "Control", application.state().socket().toString());
        offered.web()
                .ifPresent(web ->
                        line(
                                text,
                                "Dashboard",
                                web.address() + " (`probity dashboard` prints a link to log in)"));
        offered.metrics()
                .ifPresent(metrics ->
                        line(text, "Metrics", "http://127.0.0.1:" + metrics.port() + "/metrics"));
        line(text, "Stop", "Ctrl-C, or `probity down`");
        return text.toString();
    }

    private static String address(Notice.Listening listening) {
        String binding = listening.binding().isEmpty() ? "" : "/" + listening.binding();
        return listening.owner() + binding + " on " + listening.address();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-14s", name + ":")).append(value).append('\n');
    }
}
