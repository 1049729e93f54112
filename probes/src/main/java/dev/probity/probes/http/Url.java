package dev.probity.probes.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Where one request of a probe goes.
///
/// @param scheme in lower case; only `http` and `https` can be asked
/// @param authority host and perhaps port, as the Host header shows them
/// @param path encoded; begins with `/` or is empty
/// @param fragment is not sent, but appears in texts
public record Url(
        String scheme,
        String authority,
        String path,
        Optional<String> query,
        Optional<String> fragment) {

    /// The URL of a probe. A path that is none is taken literally and escaped, because when probes
    /// are running it is too late to refuse it.
    ///
    /// @param authority host and port
    public static Url of(String scheme, String authority, String path) {
        try {
            UrlReference reference = UrlReference.parse(path);
            return new Url(
                    scheme,
                    authority,
                    rooted(reference.path()),
                    reference.query(),
                    reference.fragment());
        } catch (UrlException e) {
            String literal = PathEncoding.encode(path.getBytes(StandardCharsets.UTF_8));
            return new Url(scheme, authority, rooted(literal), Optional.empty(), Optional.empty());
        }
    }

    private static String rooted(String path) {
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    /// Where a Location header of this URL's answer leads.
    public Url resolve(String location) throws UrlException {
        UrlReference to = UrlReference.parse(location);
        if (to.scheme().isPresent() || to.authority().isPresent()) {
            return new Url(
                    to.scheme().orElse(scheme),
                    to.authority().orElse(""),
                    withoutDots(to.path()),
                    to.query(),
                    to.fragment());
        }
        boolean onlyFragment = to.path().isEmpty() && to.query().isEmpty();
        return new Url(
                scheme,
                authority,
                withoutDots(onTopOf(path, to.path())),
                onlyFragment ? query : to.query(),
                onlyFragment && to.fragment().isEmpty() ? fragment : to.fragment());
    }

    Url withoutTls() {
        return new Url("http", authority, path, query, fragment);
    }

    /// Whether a Location header names a whole URL, with a scheme.
    public static boolean isAbsolute(String location) {
        try {
            return UrlReference.parse(location).scheme().isPresent();
        } catch (UrlException e) {
            return false;
        }
    }

    private static String onTopOf(String base, String path) {
        if (path.isEmpty()) {
            return base;
        }
        return path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
    }

    private static String withoutDots(String path) {
        if (path.isEmpty()) {
            return path;
        }
        List<String> kept = new ArrayList<>();
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> addEnd(kept, last);
                case ".." -> {
                    if (kept.size() > 1) {
                        kept.removeLast();
                    }
                    addEnd(kept, last);
                }
                default -> kept.add(segments[i]);
            }
        }
        return rooted(String.join("/", kept));
    }

    /// A path that ends in dots names a folder.
    private static void addEnd(List<String> kept, boolean last) {
        if (last) {
            kept.add("");
        }
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    public String host() {
        String host = hasPort() ? authority.substring(0, authority.lastIndexOf(':')) : authority;
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    /// Empty when the port is no port.
    public OptionalInt port() {
        String port = hasPort() ? authority.substring(authority.lastIndexOf(':') + 1) : "";
        if (port.isEmpty()) {
            return OptionalInt.of(secure() ? 443 : 80);
        }
        boolean digits = port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Integer.parseInt(port) <= 65_535
                ? OptionalInt.of(Integer.parseInt(port))
                : OptionalInt.empty();
    }

    private boolean hasPort() {
        return authority.lastIndexOf(':') > authority.lastIndexOf(']');
    }

    /// What stands in the request line.
    String requestTarget() {
        return (path.isEmpty() ? "/" : path) + query.map(text -> "?" + text).orElse("");
    }

    @Override
    public String toString() {
        return scheme
                + "://"
                + authority
                + path
                + query.map(text -> "?" + text).orElse("")
                + fragment.map(text -> "#" + text).orElse("");
    }
}
