package dev.probity.gateway.http;

import dev.probity.gateway.net.Limits;
import dev.probity.gateway.net.Loop;
import dev.probity.gateway.net.Timeouts;
import dev.probity.gateway.wire.HeadBytes;
import dev.probity.gateway.wire.RequestHead;
import dev.probity.gateway.wire.ResponseHead;

/// What all HTTP connections of one loop share. They take turns, so nothing here is ever used by
/// two of them at once; none may rely on it after its turn.
final class HttpLoop {
    private final Loop loop;
    private final HttpSettings settings;
    private final Upstreams upstreams;
    private final RequestHead requestHead;
    private final ResponseHead responseHead;
    private final HeadBytes reading;
    private final HeadBytes writing;

    HttpLoop(Loop loop, HttpSettings settings) {
        this.loop = loop;
        this.settings = settings;
        this.upstreams = new Upstreams(this);
        this.requestHead = new RequestHead(settings.limits().fields());
        this.responseHead = new ResponseHead(settings.limits().fields());
        this.reading = new HeadBytes(settings.limits().headBytes());
        this.writing = new HeadBytes(settings.limits().headBytes());
    }

    Loop loop() {
        return loop;
    }

    Timeouts timeouts() {
        return settings.timeouts();
    }

    Limits limits() {
        return settings.limits();
    }

    boolean trustsForwarded() {
        return settings.trustForwarded();
    }

    Upstreams upstreams() {
        return upstreams;
    }

    RequestHead requestHead() {
        return requestHead;
    }

    ResponseHead responseHead() {
        return responseHead;
    }

    /// For the head that is being read now.
    HeadBytes reading() {
        reading.clear();
        return reading;
    }

    /// For the head that is being written now.
    HeadBytes writing() {
        writing.clear();
        return writing;
    }
}
