package dev.probity.control.api;

import dev.probity.control.api.SpecReader.Reading;
import dev.probity.control.http.Problem;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.spec.Application;
import dev.probity.spec.Resolved;
import dev.probity.spec.yaml.ProbityYaml;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The application as it is acted on, in the language of probity.yaml, secrets masked.
final class ConfigResource {
    private static final String CONTENT_TYPE = "application/yaml";

    private final Subject subject;

    ConfigResource(Subject subject) {
        this.subject = subject;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "config", (request, _) -> config(request)));
    }

    private Reply config(Request request) {
        Optional<Application> application = subject.application().snapshot().application();
        if (application.isEmpty()) {
            return Problem.of(409, "Cannot be done", "nothing has been applied yet").reply();
        }
        Resolved acted = new Resolved(application.get(), Map.of(), List.of());
        String text =
                request.flag("origin")
                        ? ProbityYaml.writeWithOrigins(read().orElse(acted))
                        : ProbityYaml.write(acted);
        return new Reply.Whole(200, CONTENT_TYPE, text);
    }

    /// Origins are only in the file, which may have changed or gone since.
    private Optional<Resolved> read() {
        try {
            return subject.reader().read(subject.file()) instanceof Reading.Good(Resolved resolved)
                    ? Optional.of(resolved)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
