package dev.probity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.probity.cli.terminal.Terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A terminal that remembers, with a state directory of its own.
final class Console {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    Console(Path directory) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_STATE_HOME", directory.resolve("state").toString());
        this.terminal =
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false,
                        environment,
                        directory);
    }

    int run(String... arguments) {
        return new CommandRunner(terminal).run(arguments);
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }
}
