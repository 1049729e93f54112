package dev.probity.samples.logging.predictions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The id of a prediction whose sender gave none: the same device, image, model, version and time
/// make the same id, so that a repeated request stores nothing twice.
final class Identity {
    private Identity() {}

    static String of(
            Optional<String> device, String image, String model, String version, double timestamp) {
        // Lengths keep ("ab","c") and ("a","bc") apart.
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {device.orElse(""), image, model, version}) {
            text.append(part.length()).append(':').append(part).append('|');
        }
        return sha256(text.append(timestamp).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
