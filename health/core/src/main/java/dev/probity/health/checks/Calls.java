package dev.probity.health.checks;

import dev.probity.health.Attempt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// One HTTP request that ends in time and leaves no thread behind.
final class Calls {
    private static final int MOST_BYTES = 4_096; // enough to recognise an answer

    private Calls() {}

    /// @param body the beginning of it
    record Answered(int status, String body) {}

    static Answered send(String method, URI uri, Map<String, String> headers, Attempt attempt)
            throws IOException {
        // A little less than there is: who gives up in time can still say what it was that hangs.
        int millis = (int) Math.max(1, attempt.remaining().toMillis() * 9 / 10);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false); // where it leads is not what is asked
        connection.setUseCaches(false);
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        headers.forEach(connection::setRequestProperty);
        try {
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new IOException("no HTTP answer from " + uri.getAuthority());
            }
            return new Answered(status, beginning(connection, status));
        } finally {
            connection.disconnect();
        }
    }

    private static String beginning(HttpURLConnection connection, int status) throws IOException {
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in == null) {
                return "";
            }
            ByteArrayOutputStream begun = new ByteArrayOutputStream();
            begun.write(in.readNBytes(MOST_BYTES));
            return begun.toString(StandardCharsets.UTF_8);
        }
    }

    /// @throws IllegalArgumentException when no HTTP request can be made of it
    static URI requireHttp(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "\""
                            + uri
                            + "\" is asked over HTTP; it has to begin with http://HOST or"
                            + " https://");
        }
        return uri;
    }

    static URI below(URI base, String path) {
        String text = base.toString();
        String root = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            return new URI(root + path);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("cannot append " + path + " to " + base, impossible);
        }
    }
}
