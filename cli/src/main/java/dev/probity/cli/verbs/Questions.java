package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Asks the user for what a file leaves open.
final class Questions {
    private final Terminal terminal;
    private final BufferedReader answers =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    Questions(Terminal terminal) {
        this.terminal = terminal;
    }

    /// @param otherwise what an empty answer means; empty when there has to be one
    /// @throws Failure when there is nobody to answer
    String ask(String question, String otherwise) throws IOException {
        while (true) {
            terminal.err()
                    .print(question + (otherwise.isEmpty() ? ": " : " [" + otherwise + "]: "));
            terminal.err().flush();
            String line = answers.readLine();
            if (line == null) {
                throw Failure.usage("nobody answers; leave out --interactive, or answer");
            }
            String answer = line.isBlank() ? otherwise : line.strip();
            if (!answer.isEmpty()) {
                return answer;
            }
        }
    }
}
