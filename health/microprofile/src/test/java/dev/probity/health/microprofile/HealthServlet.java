package dev.probity.health.microprofile;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/// The paths of MicroProfile Health, which SmallRye leaves to its hosts.
@WebServlet({"/health", "/health/live", "/health/ready", "/health/started"})
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject private transient SmallRyeHealthReporter reporter;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SmallRyeHealth health =
                switch (request.getServletPath()) {
                    case "/health/live" -> reporter.getLiveness();
                    case "/health/ready" -> reporter.getReadiness();
                    case "/health/started" -> reporter.getStartup();
                    default -> reporter.getHealth();
                };
        response.setStatus(health.isDown() ? 503 : 200);
        response.setContentType("application/json; charset=utf-8");
        reporter.reportHealth(response.getOutputStream(), health);
    }
}
