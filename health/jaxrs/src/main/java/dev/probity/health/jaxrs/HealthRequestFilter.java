package dev.probity.health.jaxrs;

import dev.probity.health.http.Answer;
import dev.probity.health.http.Endpoints;
import dev.probity.health.http.Request;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

/// Answers what is about health, before a resource is looked for and before anybody is asked to log
/// in. Register an instance with the application.
///
/// It runs on the threads that serve requests: where those can all be busy, give probes a listener
/// of their own.
@PreMatching
@Priority(0)
public final class HealthRequestFilter implements ContainerRequestFilter {
    private final Endpoints endpoints;

    public HealthRequestFilter(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        endpoints
                .answer(requestOf(context))
                .map(HealthRequestFilter::response)
                .ifPresent(context::abortWith);
    }

    private static Request requestOf(ContainerRequestContext context) {
        String path = context.getUriInfo().getPath();
        return new Request(
                context.getMethod(),
                path.startsWith("/") ? path : "/" + path, // some leave it out
                text(context.getUriInfo().getRequestUri().getRawQuery()),
                text(context.getHeaderString("Accept")),
                text(context.getHeaderString("Authorization")));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Response response(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        return answer.body().isEmpty() ? response.build() : response.entity(answer.body()).build();
    }
}
