package dev.probity.gateway.http;

import dev.probity.gateway.wire.Body;
import dev.probity.gateway.wire.Method;
import dev.probity.gateway.wire.RequestHead;

/// What of a request is still needed when its head has been written.
///
/// @param persistent the client keeps its connection open after this
/// @param wantsUpgrade to another protocol
record RequestTraits(
        Method method, boolean http10, boolean persistent, boolean wantsUpgrade, Body body) {

    static RequestTraits of(RequestHead head) {
        return new RequestTraits(
                head.method(),
                head.isHttp10(),
                head.isPersistent(),
                head.wantsUpgrade(),
                head.isChunked()
                        ? Body.chunked()
                        : Body.counted(Math.max(0, head.contentLength())));
    }

    boolean hasAnswerBody() {
        return method != Method.HEAD;
    }
}
