package dev.probity.conformance.action;

import java.nio.charset.StandardCharsets;

/// How a route's answer is put on the wire.
record HttpAnswer(Route route, Framing framing) {

    private enum Framing {
        /// By the Content-Length that the route gives, right or wrong, or that is right.
        LENGTH,
        CHUNKS,
        CLOSE,
        NO_BODY
    }

    static HttpAnswer of(Route route) {
        return new HttpAnswer(route, framing(route));
    }

    private static Framing framing(Route route) {
        if (route.status() == 204 || route.status() == 304) {
            return Framing.NO_BODY;
        }
        if (route.has("Content-Length") || route.has("Transfer-Encoding")) {
            return Framing.LENGTH;
        }
        if (route.closeAfterBody()) {
            return Framing.CLOSE;
        }
        // A body whose end is held back, or never comes, must not tell its length before.
        boolean endless = route.body() instanceof Route.Body.Endless;
        return endless || route.stall().isPresent() ? Framing.CHUNKS : Framing.LENGTH;
    }

    String head() {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(route.status()).append(" Scripted\r\n");
        route.headers()
                .forEach(header ->
                        head.append(header.name())
                                .append(": ")
                                .append(header.value())
                                .append("\r\n"));
        if (framing == Framing.CHUNKS) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (framing == Framing.LENGTH
                && !route.has("Content-Length")
                && route.body() instanceof Route.Body.Whole(String text)) {
            head.append("Content-Length: ").append(bytes(text)).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /// A piece of the body with what belongs around it.
    String framed(String text) {
        return switch (framing) {
            case LENGTH, CLOSE -> text;
            case CHUNKS ->
                    text.isEmpty() ? "" : Integer.toHexString(bytes(text)) + "\r\n" + text + "\r\n";
            case NO_BODY -> "";
        };
    }

    String end() {
        return framing == Framing.CHUNKS ? "0\r\n\r\n" : "";
    }

    boolean endsByClosing() {
        return framing == Framing.CLOSE;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
