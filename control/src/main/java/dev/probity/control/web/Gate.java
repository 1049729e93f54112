package dev.probity.control.web;

import dev.probity.control.http.Problem;
import dev.probity.control.http.Request;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Decides who may ask. A page of a foreign site can make a browser ask here, with its cookies, or
/// under a name of its own that leads to this machine; none of that may come to anything.
final class Gate {
    /// A foreign page cannot set it without asking first, and that is refused.
    static final String OWN_PAGE_HEADER = "X-Probity-Request";

    private static final String BEARER = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Authorities authorities;
    private final Sessions sessions;
    private final Predicate<String> token;
    private final String cookie;

    /// @param token whether a word is the programs' token
    /// @param cookie the name of the cookie that carries a session
    Gate(Authorities authorities, Sessions sessions, Predicate<String> token, String cookie) {
        this.authorities = authorities;
        this.sessions = sessions;
        this.token = token;
        this.cookie = cookie;
    }

    /// Why nothing at all is answered: the request is not meant for this listener, or comes from a
    /// foreign page.
    Optional<Problem> foreign(Request request) {
        String host = request.header("Host").orElse("");
        if (!authorities.areAskedBy(host)) {
            return Optional.of(
                    Problem.of(
                            421,
                            "Wrong host",
                            "nothing here is called \"%s\"; ask for %s"
                                    .formatted(host, first(authorities.names()))));
        }
        Optional<String> origin = request.header("Origin");
        if (origin.isPresent() && !authorities.areOriginOf(origin.get())) {
            return Optional.of(refused("pages of " + origin.get() + " may not ask here"));
        }
        return Optional.empty();
    }

    private static String first(Set<String> names) {
        return names.stream().sorted().findFirst().orElse("another");
    }

    /// Why one may not ask for what is not everybody's.
    Optional<Problem> stranger(Request request, Instant now) {
        Optional<String> authorization = request.header("Authorization");
        if (authorization.isPresent()) {
            return isToken(authorization.get())
                    ? Optional.empty()
                    : Optional.of(
                            unknown(
                                    "the bearer token is not the one of this run, or has another"
                                            + " form than `Authorization: Bearer TOKEN`"));
        }
        if (!isLoggedIn(request, now)) {
            return Optional.of(
                    unknown("nobody is logged in; `probity dashboard` prints a link that logs in"));
        }
        return forged(request);
    }

    boolean isLoggedIn(Request request, Instant now) {
        return session(request).filter(session -> sessions.knows(session, now)).isPresent();
    }

    /// Cookies come with what a foreign page asks, too; another port of this host counts as the
    /// same site to a browser, so being of the same site is not enough.
    private static Optional<Problem> forged(Request request) {
        String site = request.header("Sec-Fetch-Site").orElse("none");
        if (!site.equals("same-origin") && !site.equals("none")) {
            return Optional.of(refused("another page than the dashboard's may not ask here"));
        }
        boolean reads = READING.contains(request.method());
        if (!reads && !request.header(OWN_PAGE_HEADER).orElse("").equals("1")) {
            return Optional.of(
                    refused("what changes something needs the header " + OWN_PAGE_HEADER + ": 1"));
        }
        return Optional.empty();
    }

    private boolean isToken(String authorization) {
        return authorization.startsWith(BEARER)
                && token.test(authorization.substring(BEARER.length()).strip());
    }

    private Optional<String> session(Request request) {
        String prefix = cookie + "=";
        return Arrays.stream(request.header("Cookie").orElse("").split(";"))
                .map(String::strip)
                .filter(pair -> pair.startsWith(prefix))
                .map(pair -> pair.substring(prefix.length()))
                .findFirst();
    }

    private static Problem refused(String detail) {
        return Problem.of(403, "Forbidden", detail);
    }

    static Problem unknown(String detail) {
        return Problem.of(401, "Not logged in", detail);
    }
}
