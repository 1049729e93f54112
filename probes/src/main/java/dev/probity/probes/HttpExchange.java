package dev.probity.probes;

import dev.probity.probes.http.HttpRequest;
import dev.probity.probes.http.ResponseHead;
import dev.probity.probes.http.ResponseHead.Framing;
import dev.probity.probes.http.Url;
import dev.probity.probes.http.UrlException;
import dev.probity.probes.wire.Dialer;

import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A GET, the redirects that it follows, and one deadline for all of it (R33, R36).
final class HttpExchange {

    /// How much of a body is read and shown (R35).
    private static final int BODY_WANTED = 10_240;

    /// How much of a redirect's own body Go takes before it goes on.
    private static final int REDIRECT_BODY_WANTED = 2_048;

    private static final int MAX_REQUESTS = 10;

    private final Dialer dialer;
    private final Duration timeout;
    private final Consumer<HttpAnswer> answer;
    private final String firstHost;

    private HttpRequest request;
    private int requests;
    private boolean over;
    private long deadline;
    private @Nullable Future<?> clock;
    private @Nullable HttpHop hop;
    private Redirect redirect = new Redirect.None();

    /// What the answer at hand says about going elsewhere.
    private sealed interface Redirect {
        record None() implements Redirect {}

        record To(Url url, String location) implements Redirect {}

        record Nowhere(String error) implements Redirect {}
    }

    HttpExchange(
            Dialer dialer, HttpRequest request, Duration timeout, Consumer<HttpAnswer> answer) {
        this.dialer = dialer;
        this.request = request;
        this.timeout = timeout;
        this.answer = answer;
        firstHost = request.url().host();
    }

    /// The last one, where redirects were followed.
    HttpRequest request() {
        return request;
    }

    void begin() {
        dialer.whenReady(request.url().secure(), this::start);
    }

    private void start() {
        if (over) {
            return;
        }
        deadline = System.nanoTime() + timeout.toNanos();
        clock = dialer.loop().schedule(this::timedOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
        ask();
    }

    private void ask() {
        requests++;
        redirect = new Redirect.None();
        hop = new HttpHop(request, this::bodyWanted, this::answered);
        hop.begin(dialer, deadline);
    }

    private int bodyWanted(ResponseHead head) {
        redirect = redirect(head);
        return switch (redirect) {
            case Redirect.None() -> BODY_WANTED;
            case Redirect.Nowhere _ -> 0;
            case Redirect.To _ -> tooLongToTake(head.framing()) ? 0 : REDIRECT_BODY_WANTED;
        };
    }

    private static boolean tooLongToTake(Framing framing) {
        return framing instanceof Framing.Length(long bytes) && bytes > REDIRECT_BODY_WANTED;
    }

    private Redirect redirect(ResponseHead head) {
        if (!head.redirects()) {
            return new Redirect.None();
        }
        String location = head.location().orElseThrow();
        try {
            Url to = request.url().resolve(location);
            // The text decides: localhost and 127.0.0.1 are two hosts.
            return to.host().equals(firstHost)
                    ? new Redirect.To(to, location)
                    : new Redirect.None();
        } catch (UrlException e) {
            String quoted = "\"" + location + "\"";
            return new Redirect.Nowhere(
                    "failed to parse Location header %s: parse %s: %s"
                            .formatted(quoted, quoted, e.getMessage()));
        }
    }

    private void answered(HttpAnswer answered) {
        switch (redirect) {
            case Redirect.To to -> follow(to);
            case Redirect.Nowhere(String error) -> missing(request.url().toString(), error);
            case Redirect.None() -> {
                if (answered instanceof HttpAnswer.Missing(String error)) {
                    missing(request.url().toString(), error);
                } else {
                    finish(answered);
                }
            }
        }
    }

    /// The probe's headers go along; its Host only where the Location says nothing about hosts.
    private void follow(Redirect.To to) {
        if (requests == MAX_REQUESTS) {
            missing(to.location(), "stopped after " + MAX_REQUESTS + " redirects");
            return;
        }
        if (System.nanoTime() - deadline >= 0) {
            missing(to.url().toString(), HttpHop.NO_HEAD_IN_TIME);
            return;
        }
        boolean keepsHost = !Url.isAbsolute(to.location());
        boolean leavesTls = request.url().secure() && !to.url().secure();
        request =
                new HttpRequest(
                        to.url(),
                        keepsHost ? request.host() : Optional.empty(),
                        request.headers(),
                        request.agent(),
                        leavesTls ? Optional.empty() : Optional.of(request.url().toString()));
        ask();
    }

    private void timedOut() {
        if (hop != null) {
            hop.timeOut();
        }
    }

    private void missing(String url, String error) {
        finish(new HttpAnswer.Missing("Get \"" + url + "\": " + error));
    }

    private void finish(HttpAnswer outcome) {
        giveUp();
        answer.accept(outcome);
    }

    void giveUp() {
        over = true;
        if (clock != null) {
            clock.cancel(false);
        }
        if (hop != null) {
            hop.giveUp();
        }
    }
}
