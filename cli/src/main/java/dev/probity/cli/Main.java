package dev.probity.cli;

import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.verbs.VersionText;

/// Where the launcher enters.
public final class Main {
    private Main() {}

    /// Ends the JVM with the exit code of the verb.
    public static void main(String[] arguments) {
        // Scripts ask for the version often; they need not wait for the parser of arguments.
        if (arguments.length == 1 && isVersion(arguments[0])) {
            System.out.println(VersionText.ofThisBuild());
            return;
        }
        System.exit(new CommandRunner(Terminal.ofThisProcess()).run(arguments));
    }

    private static boolean isVersion(String argument) {
        return argument.equals("version") || argument.equals("--version") || argument.equals("-V");
    }
}
