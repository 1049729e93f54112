package dev.probity.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.api.SpecReader;
import dev.probity.control.api.Subject;
import dev.probity.control.client.ControlClient;
import dev.probity.control.metrics.Exposition;
import dev.probity.control.web.WebAddress;
import dev.probity.control.web.WebServer;
import dev.probity.control.web.WebSettings;
import dev.probity.runtime.LocalApplication;
import dev.probity.runtime.Options;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.Application;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A small application that really runs, with its control API.
record Controlled(
        RunningApplication running,
        Exposition metrics,
        Optional<WebServer> web,
        ControlServer server,
        ControlClient client)
        implements AutoCloseable {
    static final String FILE =
            """
            name: small
            services:
              web:
                command: [sleep, "600"]
                readinessProbe: {exec: ["true"], periodSeconds: 1}
              worker:
                command: [sleep, "600"]
            """;

    static Controlled start(Path folder, Path state, String file) throws Exception {
        return start(folder, state, file, Optional.empty());
    }

    /// With a port for browsers.
    static Controlled onWeb(Path folder, Path state, String file, boolean readOnly)
            throws Exception {
        WebAddress free = new WebAddress(WebAddress.LOOPBACK, 0);
        WebSettings settings = new WebSettings(Optional.of(free), Optional.empty(), readOnly);
        return on(WebServer.listen(settings), folder, state, file);
    }

    static Controlled on(WebServer web, Path folder, Path state, String file) throws Exception {
        return start(folder, state, file, Optional.of(web));
    }

    private static Controlled start(Path folder, Path state, String file, Optional<WebServer> web)
            throws Exception {
        Path path = Files.writeString(folder.resolve("probity.yaml"), file);
        Options options =
                Options.of(Map.of("PATH", System.getenv("PATH"), "HOME", state.toString()))
                        .withStateBase(state);
        RunningApplication running = LocalApplication.start(read(path).orElseThrow(), options);
        Subject subject = new Subject(running, new FromProbityYaml(), path, Instant.now(), "1.2.3");
        Exposition metrics = Exposition.of(running);
        ControlServer server = ControlServer.start(subject, metrics, Path.of("/tmp"), web);
        ControlClient client = new ControlClient(running.state().socket());
        return new Controlled(running, metrics, web, server, client);
    }

    /// The body of a command that needs no words.
    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Optional<Application> read(Path file) throws IOException {
        return new FromProbityYaml().read(file) instanceof SpecReader.Reading.Good(var resolved)
                ? Optional.of(resolved.application())
                : Optional.empty();
    }

    private record FromProbityYaml() implements SpecReader {
        @Override
        public Reading read(Path file) throws IOException {
            return read(file, Files.readString(file));
        }

        @Override
        public Reading read(Path file, String text) {
            var diagnostics = new Diagnostics();
            return ProbityYaml.read(
                            new Source("probity.yaml", text),
                            parent(file),
                            Surroundings.with(Map.of()),
                            diagnostics)
                    .<Reading>map(Reading.Good::new)
                    .orElseGet(() -> new Reading.Bad(diagnostics.all()));
        }
    }

    private static Path parent(Path file) {
        return file.toAbsolutePath().resolveSibling("").normalize();
    }

    @Override
    public void close() {
        web.ifPresent(WebServer::close);
        server.close();
        metrics.close();
        running.close();
    }
}
