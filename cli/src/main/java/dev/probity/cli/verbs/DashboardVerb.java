package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Terminal;
import dev.probity.runtime.StateDirectory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

@Command(
        name = "dashboard",
        description = "Prints a link that logs a browser in to the dashboard.",
        footer = {
            "",
            "The link works once, and for ten minutes. Programs read the token in the state"
                    + " directory instead and send it as `Authorization: Bearer TOKEN`.",
            "",
            "Example:  probity dashboard --open"
        })
final class DashboardVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--open", description = "Opens the link in the browser, too.")
    private boolean open;

    @Mixin private TargetOptions target = new TargetOptions();
    @Mixin private OutputOption output = new OutputOption();

    DashboardVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode answer =
                target.connect(terminal)
                        .post("dashboard/links", JsonNodeFactory.instance.objectNode());
        String link = answer.path("link").asText();
        new Printer(terminal, output.format()).print(answer, () -> link + "\n");
        if (open) {
            open(page(target.running(terminal), link));
        }
        return ExitCode.OK;
    }

    /// Others on this machine see the arguments of a process, so the browser is given a file that
    /// only its owner can read, and that leads on.
    private static Path page(StateDirectory state, String link) throws IOException {
        Path page = state.path().resolve("login.html");
        Files.deleteIfExists(page);
        Files.createFile(page, state.onlyForOwner());
        return Files.writeString(
                page,
                "<!doctype html><title>Probity</title><meta http-equiv=\"refresh\""
                        + " content=\"0; url="
                        + link
                        + "\">\n");
    }

    private static void open(Path page) {
        List<String> command = new ArrayList<>(opener());
        command.add(page.toString());
        try {
            var _ =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            throw Failure.of("no browser can be opened from here; use the link", e);
        }
    }

    private static List<String> opener() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return List.of("open");
        }
        return system.contains("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler")
                : List.of("xdg-open");
    }
}
