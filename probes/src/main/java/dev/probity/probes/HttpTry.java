package dev.probity.probes;

import dev.probity.engine.Outcome;
import dev.probity.probes.http.HttpRequest;
import dev.probity.probes.wire.Dialer;

import java.time.Duration;
import java.util.function.Consumer;

/// Asks by HTTP: 200 to 399 will do, and a 3xx that leads nowhere is worth a warning (R32).
final class HttpTry implements Try {

    private final HttpExchange exchange;
    private final Consumer<Transcript> failures;
    private final Consumer<Outcome> answer;

    /// @param failures is told what was said, before the answer
    HttpTry(
            Dialer dialer,
            HttpRequest request,
            Duration timeout,
            Consumer<Transcript> failures,
            Consumer<Outcome> answer) {
        this.failures = failures;
        this.answer = answer;
        exchange = new HttpExchange(dialer, request, timeout, this::judge);
    }

    @Override
    public void begin() {
        exchange.begin();
    }

    @Override
    public void giveUp() {
        exchange.giveUp();
    }

    private void judge(HttpAnswer answered) {
        Outcome outcome =
                switch (answered) {
                    case HttpAnswer.Missing(String error) -> new Outcome.Failure(error);
                    // Whatever the status was: the kubelet reads the body first (R38).
                    case HttpAnswer.Broken(_, String error) ->
                            new Outcome.Inconclusive("failure", error);
                    case HttpAnswer.Complete(var head, String body) -> verdict(head.status(), body);
                };
        if (!(outcome instanceof Outcome.Success)) {
            failures.accept(Transcript.of(exchange.request(), answered));
        }
        answer.accept(outcome);
    }

    private static Outcome verdict(int status, String body) {
        if (status < 200 || status >= 400) {
            // The body stays out: it may hold what is nobody's business (R37).
            return new Outcome.Failure("HTTP probe failed with statuscode: " + status);
        }
        return status >= 300
                ? new Outcome.Warning("Probe terminated redirects, Response body: " + body)
                : new Outcome.Success(body);
    }
}
