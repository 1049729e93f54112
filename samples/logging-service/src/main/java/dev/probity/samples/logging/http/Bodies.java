package dev.probity.samples.logging.http;

import com.sun.net.httpserver.HttpExchange;

import dev.probity.samples.logging.predictions.Refusal;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Reads what a request sends, within limits.
final class Bodies {
    static final int MOST_BYTES = 2 << 20;

    private Bodies() {}

    /// What has to be reserved before reading: all that may come, where nobody says how much.
    static int announced(HttpExchange exchange) throws Refusal {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) {
            return MOST_BYTES;
        }
        try {
            long bytes = Long.parseLong(length);
            if (bytes > MOST_BYTES) {
                throw tooLarge();
            }
            return (int) Math.max(0, bytes);
        } catch (NumberFormatException problem) {
            throw new Refusal(400, "", "Content-Length is no number");
        }
    }

    static byte[] read(HttpExchange exchange) throws IOException, Refusal {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        return body;
    }

    private static Refusal tooLarge() {
        return new Refusal(413, "", "it has more than %d bytes".formatted(MOST_BYTES));
    }

    /// The key under which a client repeats a request.
    static Optional<String> key(HttpExchange exchange) throws Refusal {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null) {
            return Optional.empty();
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new Refusal(
                    400, "", "Idempotency-Key has to be 1 to 255 printable ASCII characters");
        }
        return Optional.of(key);
    }

    static String fingerprint(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
