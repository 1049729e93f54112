package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.api.SpecReader.Reading;
import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;
import dev.probity.engine.Event;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Resolved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Has a running application become what its file says now.
public final class Applying {
    private Applying() {}

    /// Reads the file, says what differs, and has it acted on unless only asked what if.
    ///
    /// @throws ProblemException when the file cannot be acted on; then nothing has changed
    public static ObjectNode apply(Subject subject, Path file, boolean dryRun) {
        Resolved resolved = read(subject, file);
        Application present =
                subject.application()
                        .snapshot()
                        .application()
                        .orElseThrow(() -> conflict("nothing has been applied yet"));
        checkSame(present, resolved.application());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var diagnostics = answer.putArray("diagnostics");
        resolved.diagnostics().forEach(diagnostic -> diagnostics.add(diagnostic.toString()));
        answer.set("changes", Changes.between(present, resolved.application()));
        if (!dryRun) {
            long seed = ThreadLocalRandom.current().nextLong();
            new Commands(subject.application())
                    .ask(id -> new Event.Apply(id, resolved.application(), List.of(), seed));
        }
        return answer;
    }

    private static Resolved read(Subject subject, Path file) {
        try {
            return switch (subject.reader().read(file)) {
                case Reading.Good(Resolved resolved) -> resolved;
                case Reading.Bad(List<Diagnostic> diagnostics) ->
                        throw new ProblemException(
                                new Problem(
                                        422,
                                        "Bad file",
                                        file + " cannot be acted on; nothing was changed",
                                        diagnostics.stream().map(Diagnostic::toString).toList()));
            };
        } catch (IOException e) {
            throw conflict("cannot read " + file + ": " + e.getMessage());
        }
    }

    /// The name decides where logs, ports and the socket are.
    private static void checkSame(Application present, Application wanted) {
        if (!present.name().equals(wanted.name())) {
            throw conflict(
                    "the file is of the application \"%s\", and \"%s\" runs here; run it beside it"
                            .formatted(wanted.name(), present.name()));
        }
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "Cannot be done", detail));
    }
}
