package dev.probity.probes.http;

import java.util.Locale;
import java.util.Optional;

/// A URL or a part of one, as a probe's path or a Location header gives it.
///
/// @param scheme in lower case
/// @param authority host and perhaps port, without user information
/// @param path encoded as it will be sent
/// @param query encoded, without the question mark
record UrlReference(
        Optional<String> scheme,
        Optional<String> authority,
        String path,
        Optional<String> query,
        Optional<String> fragment) {

    static UrlReference parse(String text) throws UrlException {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new UrlException("net/url: invalid control character in URL");
        }
        int hash = text.indexOf('#');
        Optional<String> fragment = after(text, hash);
        String rest = hash < 0 ? text : text.substring(0, hash);

        int colon = schemeEnd(rest);
        Optional<String> scheme =
                colon < 0
                        ? Optional.empty()
                        : Optional.of(rest.substring(0, colon).toLowerCase(Locale.ROOT));
        rest = rest.substring(colon + 1);

        int question = rest.indexOf('?');
        Optional<String> query = after(rest, question);
        rest = question < 0 ? rest : rest.substring(0, question);

        if (scheme.isEmpty() && firstSegment(rest).indexOf(':') >= 0) {
            throw new UrlException("first path segment in URL cannot contain colon");
        }
        Optional<String> authority = Optional.empty();
        if (rest.startsWith("//") && (scheme.isPresent() || !rest.startsWith("///"))) {
            int slash = rest.indexOf('/', 2);
            int end = slash < 0 ? rest.length() : slash;
            authority = Optional.of(withoutUser(rest.substring(2, end)));
            rest = rest.substring(end);
        }
        return new UrlReference(scheme, authority, PathEncoding.of(rest), query, fragment);
    }

    private static Optional<String> after(String text, int separator) {
        return separator < 0 ? Optional.empty() : Optional.of(text.substring(separator + 1));
    }

    /// Where the colon after the scheme is; -1 when there is no scheme.
    private static int schemeEnd(String text) throws UrlException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (c == ':' && i == 0) {
                throw new UrlException("missing protocol scheme");
            }
            if (c == ':') {
                return i;
            }
            if (!letter && (i == 0 || !later)) {
                return -1;
            }
        }
        return -1;
    }

    private static String firstSegment(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static String withoutUser(String authority) {
        return authority.substring(authority.lastIndexOf('@') + 1);
    }
}
