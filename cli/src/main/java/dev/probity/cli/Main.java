package dev.probity.cli;

import dev.probity.cli.logging.LibraryLogs;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.terminal.VersionText;

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
        return arguments.length == 2 && arguments[0].equals("rehearse")
                ? Rehearsal.of(arguments[1])
                : new CommandRunner(Terminal.ofThisProcess()).run(arguments);
    }
}
