package dev.probity.health.servlet;

import dev.probity.health.http.Answer;
import dev.probity.health.http.Endpoints;
import dev.probity.health.http.Request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Answers what is about health and hands everything else on. Map it to `/*`, before filters that
/// ask who somebody is: an orchestrator does not log in.
///
/// It answers on the container's threads. When all of them are busy, so are probes; a listener of
/// its own (the artifact for the JDK's server) is not.
public final class HealthFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient Endpoints endpoints;

    public HealthFilter(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Answer> answer = endpoints.answer(requestOf(request));
        if (answer.isPresent()) {
            send(answer.get(), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /// The path is the application's own: a context path such as `/shop` is not part of it.
    private static Request requestOf(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return new Request(
                request.getMethod(),
                path,
                text(request.getQueryString()),
                text(request.getHeader("Accept")),
                text(request.getHeader("Authorization")));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
