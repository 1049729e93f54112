package dev.probity.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// An answer of the gateway's own: a status and one line that says why.
record Reply(int status, String reason, String extraFields) {
    private static final String RETRY_SOON = "Retry-After: 1\r\n"; // a restart is tried that soon

    static Reply of(int status, String reason) {
        return new Reply(status, reason, "");
    }

    static Reply unavailable(String pool) {
        return new Reply(503, "no endpoint of %s is ready".formatted(pool), RETRY_SOON);
    }

    static Reply noRoute() {
        return of(404, "no route matches this host and path");
    }

    /// @param withBody false for HEAD
    ByteBuf toBytes(boolean withBody, boolean close) {
        String body = reason + "\n";
        String head =
                "HTTP/1.1 %d %s\r\nDate: %s\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                .formatted(status, phrase(), date())
                        + "Content-Length: %d\r\nCache-Control: no-store\r\n"
                                .formatted(body.getBytes(StandardCharsets.UTF_8).length)
                        + extraFields
                        + (close ? "Connection: close\r\n\r\n" : "\r\n");
        return ByteBufUtil.writeUtf8(Unpooled.buffer().alloc(), withBody ? head + body : head);
    }

    private static String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    }

    private String phrase() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 431 -> "Request Header Fields Too Large";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> "Error";
        };
    }
}
