package dev.probity.cli;

import dev.probity.cli.logging.LibraryLogs;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.terminal.VersionText;
import dev.probity.cli.wiring.DetachedLines;

import java.io.IOException;

/// Where the launcher enters.
public final class Main {
    private Main() {}

    /// Ends the JVM with the exit code of the verb.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LibraryLogs.install();
        String only = arguments.length == 1 ? arguments[0] : "";
        switch (only) {
            // Scripts ask for the version often; they need not wait for the parser of arguments.
            case "version", "--version", "-V" -> System.out.println(VersionText.ofThisBuild());
            default -> System.exit(run(arguments));
        }
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals("rehearse")) {
            return Rehearsal.of(arguments[1]);
        }
        Terminal terminal = DetachedLines.instead(Terminal.ofThisProcess());
        return new CommandRunner(terminal).run(arguments);
    }
}
