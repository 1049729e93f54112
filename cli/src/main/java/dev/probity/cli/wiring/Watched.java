package dev.probity.cli.wiring;

import dev.probity.cli.terminal.Terminal;
import dev.probity.control.api.Applying;
import dev.probity.control.api.Subject;
import dev.probity.control.http.ProblemException;

import java.io.IOException;
import java.util.Optional;

/// Applies the file whenever it has changed, when that was asked for.
record Watched(Optional<FileWatch> watch) implements AutoCloseable {

    static Watched of(RunRequest request, Subject subject, Terminal terminal) throws IOException {
        return new Watched(
                request.watch()
                        ? Optional.of(FileWatch.of(request.file(), () -> apply(subject, terminal)))
                        : Optional.empty());
    }

    private static void apply(Subject subject, Terminal terminal) {
        try {
            terminal.say(subject.file() + " has changed");
            terminal.err().print(ChangeText.of(Applying.apply(subject, subject.file(), false)));
        } catch (ProblemException e) {
            terminal.say(e.problem().detail());
            e.problem().details().forEach(terminal.err()::println);
        }
    }

    @Override
    public void close() {
        watch.ifPresent(FileWatch::close);
    }
}
