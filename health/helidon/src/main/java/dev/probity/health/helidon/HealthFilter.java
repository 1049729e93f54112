package dev.probity.health.helidon;

import dev.probity.health.http.Answer;
import dev.probity.health.http.Endpoints;
import dev.probity.health.http.Request;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Answers what is about health and hands everything else on: `routing.addFilter(new
/// HealthFilter(endpoints))`.
public final class HealthFilter implements Filter {
    private final Endpoints endpoints;

    public HealthFilter(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Optional<Answer> answer = endpoints.answer(requestOf(request));
        if (answer.isPresent()) {
            send(answer.get(), response);
        } else {
            chain.proceed();
        }
    }

    private static Request requestOf(RoutingRequest request) {
        return new Request(
                request.prologue().method().text(),
                request.path().path(),
                request.prologue().query().rawValue(),
                header(request, HeaderNames.ACCEPT),
                header(request, HeaderNames.AUTHORIZATION));
    }

    private static String header(RoutingRequest request, HeaderName name) {
        return request.headers().first(name).orElse("");
    }

    private static void send(Answer answer, RoutingResponse response) {
        response.status(answer.status());
        answer.headers().forEach((name, value) -> response.header(name, value));
        response.send(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
