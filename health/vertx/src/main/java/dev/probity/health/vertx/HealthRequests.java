package dev.probity.health.vertx;

import dev.probity.health.http.Answer;
import dev.probity.health.http.Endpoints;
import dev.probity.health.http.Request;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Answers what is about health on the event loop, where it belongs as nothing waits, and hands
/// everything else on: `server.requestHandler(new HealthRequests(endpoints, router))`.
public final class HealthRequests implements Handler<HttpServerRequest> {
    private final Endpoints endpoints;
    private final Handler<HttpServerRequest> otherwise;

    public HealthRequests(Endpoints endpoints, Handler<HttpServerRequest> otherwise) {
        this.endpoints = endpoints;
        this.otherwise = otherwise;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Optional<Answer> answer = endpoints.answer(requestOf(request));
        if (answer.isPresent()) {
            send(answer.get(), request.response());
        } else {
            otherwise.handle(request);
        }
    }

    private static Request requestOf(HttpServerRequest request) {
        return new Request(
                request.method().name(),
                text(request.path()),
                text(request.query()),
                text(request.getHeader("Accept")),
                text(request.getHeader("Authorization")));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void send(Answer answer, HttpServerResponse response) {
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        var sent = answer.body().isEmpty() ? response.end() : response.end(answer.body());
        sent.onFailure(gone -> response.reset()); // whoever asked has left
    }
}
