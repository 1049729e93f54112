package dev.probity.control.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random words that prove who one is, and what is kept of them.
final class Secrets {
    private static final int BYTES = 32; // nobody guesses 256 bits

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /// Of letters, digits, `-` and `_`: fit for URLs, cookies and headers.
    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What is kept and compared in a secret's place: how long a comparison takes tells nothing.
    static String digest(String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
