package dev.probity.cli;

import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.terminal.VersionText;

import java.io.IOException;

/// Where the launcher enters.
public final class Main {
    private Main() {}

    /// Ends the JVM with the exit code of the verb.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String only = arguments.length == 1 ? arguments[0] : "";
        switch (only) {
            // Scripts ask for the version often; they need not wait for the parser of arguments.
            case "version", "--version", "-V" -> System.out.println(VersionText.ofThisBuild());
            case "rehearse" -> System.exit(Rehearsal.run());
            default -> System.exit(new CommandRunner(Terminal.ofThisProcess()).run(arguments));
        }
    }
}
