package dev.probity.health.checks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS Signature Version 4, for requests without a body or a query.
final class Signature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String EMPTY_BODY =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; // SHA-256 of
    // nothing
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Signature() {}

    static Map<String, String> headers(S3Bucket bucket, String method, Instant now) {
        URI uri = bucket.uri();
        String time = TIME.format(now);
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", uri.getAuthority());
        signed.put("x-amz-content-sha256", EMPTY_BODY);
        signed.put("x-amz-date", time);
        String scope = time.substring(0, 8) + "/" + bucket.region() + "/s3/aws4_request";
        Map<String, String> headers = new LinkedHashMap<>(signed);
        headers.remove("host"); // the client sends it by itself, and the same
        headers.put(
                "Authorization",
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(
                                ALGORITHM,
                                bucket.credentials().accessKey(),
                                scope,
                                String.join(";", signed.keySet()),
                                signature(
                                        method + "\n" + uri.getRawPath(),
                                        signed,
                                        scope,
                                        bucket.credentials().secretKey())));
        return headers;
    }

    /// @param request the method and the path, a line each
    /// @param signed with `x-amz-date` among them; the names in lower case
    /// @param scope day/region/service/aws4_request
    static String signature(
            String request, SortedMap<String, String> signed, String scope, String secretKey) {
        StringBuilder canonical = new StringBuilder(request).append("\n\n");
        signed.forEach(
                (name, value) -> canonical.append(name).append(':').append(value).append('\n'));
        canonical
                .append('\n')
                .append(String.join(";", signed.keySet()))
                .append('\n')
                .append(EMPTY_BODY);
        String toSign =
                String.join(
                        "\n",
                        ALGORITHM,
                        signed.getOrDefault("x-amz-date", ""),
                        scope,
                        HexFormat.of().formatHex(sha256(canonical.toString())));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has HmacSHA256", absent);
        }
    }
}
