package dev.probity.probes.http;

import dev.probity.spec.Handler.Header;
import dev.probity.spec.Secrets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One GET request of a probe, in bytes (R34).
///
/// @param host what the Host header says in place of the URL's authority
/// @param headers the probe's
/// @param agent the User-Agent unless the headers have one
/// @param referer the URL of the answer that led here
public record HttpRequest(
        Url url,
        Optional<String> host,
        List<Header> headers,
        String agent,
        Optional<String> referer) {

    /// A name with its sign, and its value.
    private static final Pattern PARAMETER = Pattern.compile("([^?&=]+=)([^&]*)");

    /// Written by the request itself, or never, because there is no body.
    private static final Set<String> OWN =
            Set.of("host", "user-agent", "content-length", "transfer-encoding", "trailer");

    /// The same in clear text, without what only TLS kept secret.
    public HttpRequest withoutTls() {
        return new HttpRequest(
                url.withoutTls(),
                host,
                headers.stream()
                        .filter(header -> !header.name().equalsIgnoreCase("Authorization"))
                        .toList(),
                agent,
                referer);
    }

    /// What Go would refuse to send, in its words; a header must not smuggle in a line of its own.
    public Optional<String> problem() {
        for (Header header : headers) {
            if (header.name().isEmpty() || !header.name().chars().allMatch(HttpRequest::inName)) {
                return Optional.of(
                        "net/http: invalid header field name " + Quoted.text(header.name()));
            }
            if (!header.value().chars().allMatch(HttpRequest::inValue)) {
                return Optional.of(
                        "net/http: invalid header field value for " + Quoted.text(header.name()));
            }
        }
        return Optional.empty();
    }

    private static boolean inName(int c) {
        return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    private static boolean inValue(int c) {
        return (c >= ' ' && c != 0x7f) || c == '\t';
    }

    /// The value of the first header of this name.
    public static Optional<String> first(List<Header> headers, String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    public byte[] bytes() {
        return head(url.requestTarget(), (_, value) -> value).getBytes(StandardCharsets.UTF_8);
    }

    /// The same for people, what looks like a secret masked.
    public String shown() {
        String target =
                PARAMETER
                        .matcher(url.requestTarget())
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        found.group(1)
                                                + Secrets.shown(found.group(1), found.group(2))));
        return head(target, Secrets::shown);
    }

    private String head(String target, BinaryOperator<String> shown) {
        StringBuilder head = new StringBuilder(192);
        head.append("GET ").append(target).append(" HTTP/1.1\r\n");
        line(head, "Host", host.orElse(url.authority()));
        eachField((name, value) -> line(head, name, shown.apply(name, value)));
        if (!closes()) {
            line(head, "Connection", "close");
        }
        return head.append("\r\n").toString();
    }

    /// All but Host and the last one, in the order of HTTP/1.1.
    void eachField(BiConsumer<String, String> field) {
        String userAgent = first(headers, "User-Agent").orElse(agent).strip();
        if (!userAgent.isEmpty()) {
            field.accept("User-Agent", userAgent);
        }
        Optional<String> accept = first(headers, "Accept");
        if (accept.isEmpty()) {
            field.accept("Accept", "*/*");
        }
        for (Header header : headers) {
            boolean removed = header.name().equalsIgnoreCase("Accept") && accept.get().isEmpty();
            if (!removed && !OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
                field.accept(canonical(header.name()), header.value().strip());
            }
        }
        if (referer.isPresent() && first(headers, "Referer").isEmpty()) {
            field.accept("Referer", referer.get());
        }
    }

    /// Whether the headers say themselves what becomes of the connection.
    private boolean closes() {
        return headers.stream()
                .anyMatch(header ->
                        header.name().equalsIgnoreCase("Connection")
                                && header.value().equalsIgnoreCase("close"));
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /// `x-a` is sent as `X-A`.
    private static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        boolean first = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            canonical.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
            first = c == '-';
        }
        return canonical.toString();
    }
}
