package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.control.http.Json;
import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.control.metrics.Exposition;
import dev.probity.engine.Snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Probity itself: whether it lives, whether it runs what it should, its metrics, its dashboard.
final class SelfResource {
    private static final String DOCUMENT = "/dev/probity/control/openapi.json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Subject subject;
    private final Exposition metrics;
    private final Surface surface;

    SelfResource(Subject subject, Exposition metrics, Surface surface) {
        this.subject = subject;
        this.metrics = metrics;
        this.surface = surface;
    }

    /// Where a monitor looks for them: not below the API.
    List<Route> monitorRoutes() {
        return List.of(
                Route.of("GET", "livez", (_, _) -> new Reply.Whole(200, TEXT, "ok\n")),
                Route.of("GET", "readyz", (_, _) -> ready()),
                Route.of("GET", "metrics", (_, _) -> metrics.reply()));
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "openapi.json", (_, _) -> document()),
                Route.harmless("POST", "dashboard/links", this::link));
    }

    private static Reply document() {
        try (InputStream document =
                Objects.requireNonNull(SelfResource.class.getResourceAsStream(DOCUMENT))) {
            return new Reply.Whole(
                    200, Json.CONTENT_TYPE, ByteBuffer.wrap(document.readAllBytes()), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the class path can be read", e);
        }
    }

    /// Ready to be asked and to steer; how its services are is another question.
    private Reply ready() {
        Snapshot snapshot = subject.application().snapshot();
        if (snapshot.application().isEmpty()) {
            return Problem.of(503, "Not ready", "nothing has been applied yet").reply();
        }
        return snapshot.ending()
                ? Problem.of(503, "Not ready", "everything is being stopped").reply()
                : new Reply.Whole(200, TEXT, "ok\n");
    }

    private Reply link(Request request, List<String> none) {
        var _ = Body.of(request);
        Supplier<URI> links =
                surface.links()
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.of(
                                                409,
                                                "Cannot be done",
                                                "this run has no dashboard; `probity run` without"
                                                        + " `--dashboard off` has one")));
        return Json.reply(
                JsonNodeFactory.instance.objectNode().put("link", links.get().toString()));
    }
}
