package dev.probity.probes;

import dev.probity.probes.http.HeadParser;
import dev.probity.probes.http.Http2Get;
import dev.probity.probes.http.HttpRequest;
import dev.probity.probes.http.MalformedAnswer;
import dev.probity.probes.http.ResponseBody;
import dev.probity.probes.http.ResponseHead;
import dev.probity.probes.http.Url;
import dev.probity.probes.wire.Destination;
import dev.probity.probes.wire.Dialer;
import dev.probity.probes.wire.Wire;
import dev.probity.probes.wire.WireListener;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// One request and its answer, over a connection of their own (R36).
final class HttpHop implements WireListener, Http2Get.Listener {

    static final String NO_HEAD_IN_TIME =
            "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    private static final String NO_BODY_IN_TIME =
            "context deadline exceeded (Client.Timeout or context cancellation while reading body)";

    private final HttpRequest request;
    private final ToIntFunction<ResponseHead> bodyWanted;
    private final Consumer<HttpAnswer> answer;
    private final HeadParser parser = new HeadParser();

    private boolean over;
    private @Nullable Wire wire;
    private Optional<ResponseHead> head = Optional.empty();
    private @Nullable ResponseBody body;

    /// @param bodyWanted how many bytes of its body an answer is asked for
    HttpHop(
            HttpRequest request,
            ToIntFunction<ResponseHead> bodyWanted,
            Consumer<HttpAnswer> answer) {
        this.request = request;
        this.bodyWanted = bodyWanted;
        this.answer = answer;
    }

    /// @param deadline by {@link System#nanoTime}; {@link #timeOut} is called then
    void begin(Dialer dialer, long deadline) {
        Url url = request.url();
        Optional<String> problem = problem(url).or(request::problem);
        if (problem.isPresent()) {
            finish(new HttpAnswer.Missing(problem.get()));
            return;
        }
        Destination destination =
                new Destination(url.host(), url.port().orElseThrow(), url.secure());
        Wire dialed = dialer.dial(destination, deadline, this);
        if (!over) {
            wire = dialed;
        }
    }

    /// Why this URL cannot be asked at all: a redirect may lead anywhere.
    private static Optional<String> problem(Url url) {
        if (!url.scheme().equals("http") && !url.scheme().equals("https")) {
            return Optional.of("unsupported protocol scheme \"" + url.scheme() + "\"");
        }
        if (url.host().isEmpty()) {
            return Optional.of("http: no Host in request URL");
        }
        if (url.port().isEmpty()) {
            return Optional.of("dial tcp: address " + url.authority() + ": invalid port");
        }
        return Optional.empty();
    }

    @Override
    public void opened(Wire opened) {
        wire = opened;
        if (opened.speaksHttp2()) {
            opened.handOver(Http2Get.handler(request, this));
        } else {
            opened.send(request.bytes());
        }
    }

    @Override
    public void headed(ResponseHead answered) {
        head = Optional.of(answered);
        body = new ResponseBody(answered.framing(), bodyWanted.applyAsInt(answered));
        if (body.isComplete()) {
            complete(body);
        }
    }

    @Override
    public void received(byte[] bytes, int length) {
        try {
            int position = 0;
            if (body == null) {
                position = parser.accept(bytes, 0, length);
                head = parser.head();
                if (head.isEmpty()) {
                    return;
                }
                body = new ResponseBody(head.get().framing(), bodyWanted.applyAsInt(head.get()));
            }
            body.accept(bytes, position, length);
            if (body.isComplete()) {
                complete(body);
            }
        } catch (MalformedAnswer e) {
            fail(e.text());
        }
    }

    @Override
    public void ended() {
        if (body == null) {
            fail(parser.ended().text());
            return;
        }
        try {
            body.ended();
            complete(body);
        } catch (MalformedAnswer e) {
            fail(e.text());
        }
    }

    @Override
    public void broke(String error) {
        fail(body == null ? parser.broke(error).text() : error);
    }

    void timeOut() {
        fail(body == null ? NO_HEAD_IN_TIME : NO_BODY_IN_TIME);
    }

    private void complete(ResponseBody body) {
        finish(new HttpAnswer.Complete(head.orElseThrow(), body.text()));
    }

    private void fail(String error) {
        finish(
                head.<HttpAnswer>map(answered -> new HttpAnswer.Broken(answered, error))
                        .orElseGet(() -> new HttpAnswer.Missing(error)));
    }

    private void finish(HttpAnswer outcome) {
        if (!over) {
            giveUp();
            answer.accept(outcome);
        }
    }

    void giveUp() {
        over = true;
        if (wire != null) {
            wire.close();
        }
    }
}
