package dev.probity.control.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;

/// Puts the pieces of a request together, unless it is one that goes on while it is answered.
final class WholeRequests extends HttpObjectAggregator {
    private boolean lines; // the present one is of those

    WholeRequests(int mostBodyBytes) {
        super(mostBodyBytes, true);
    }

    @Override
    public boolean acceptInboundMessage(Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            lines =
                    request.headers()
                            .get(HttpHeaderNames.CONTENT_TYPE, "")
                            .startsWith(RequestLines.CONTENT_TYPE);
        }
        return !lines && super.acceptInboundMessage(message);
    }
}
