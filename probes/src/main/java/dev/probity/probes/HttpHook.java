package dev.probity.probes;

import dev.probity.probes.http.HttpRequest;
import dev.probity.probes.wire.Dialer;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A preStop hook by HTTP. Any answer will do: the kubelet looks at no status here, and reads no
/// body. A hook that says https to a server without TLS is asked again without, as the kubelet does
/// for the hooks that were written when it took no notice of the scheme.
final class HttpHook {
    private final Dialer dialer;
    private final HttpRequest request;
    private final long deadline;
    private final Consumer<Optional<String>> end;

    /// @param end gets what went wrong, if anything did
    HttpHook(Dialer dialer, HttpRequest request, Duration limit, Consumer<Optional<String>> end) {
        this.dialer = dialer;
        this.request = request;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.end = end;
    }

    void begin() {
        ask(
                request,
                answer -> {
                    if (answer instanceof HttpAnswer.Missing(String error) && isPlain(error)) {
                        ask(
                                request.withoutTls(),
                                again -> end.accept(failure(again).map(_ -> error)));
                    } else {
                        end.accept(failure(answer));
                    }
                });
    }

    private void ask(HttpRequest asked, Consumer<HttpAnswer> answer) {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        new HttpExchange(dialer, asked, left, answer).begin();
    }

    private static boolean isPlain(String error) {
        return error.contains("server gave HTTP response to HTTPS client");
    }

    private static Optional<String> failure(HttpAnswer answer) {
        return switch (answer) {
            case HttpAnswer.Complete _, HttpAnswer.Broken _ -> Optional.empty();
            case HttpAnswer.Missing(String error) -> Optional.of(error);
        };
    }
}
