package dev.probity.control.web;

import dev.probity.control.http.HttpListener;
import dev.probity.control.http.Problem;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.launch.port.Listeners;
import dev.probity.runtime.StateDirectory;

import io.netty.channel.Channel;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The dashboard and the control API on a TCP port.
///
/// The port is taken before anything runs that would have to be stopped if it were taken; until
/// {@link #open}, everybody is told to come again.
public final class WebServer implements AutoCloseable {
    private static final String FILES = "/dev/probity/control/dashboard/";

    /// What a page of this origin may do, whatever got into it: run the files that are served here
    /// and ask this listener, nothing else.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none';"
                    + " form-action 'none'";

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy", CONTENT_SECURITY_POLICY,
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin");

    private static final Set<String> LOOPBACK = Set.of(WebAddress.LOOPBACK, "localhost", "::1");

    private final WebSettings settings;
    private final InstantSource clock = InstantSource.system();
    private final Sessions sessions = new Sessions();
    private final DashboardFiles files = new DashboardFiles(FILES);
    private final HttpListener listener;
    private final URI address;
    private final Authorities authorities;

    private volatile Optional<Opened> opened = Optional.empty();

    private WebServer(WebSettings settings, WebAddress wanted) throws IOException {
        this.settings = settings;
        Consumer<Channel> layer = HttpListener.PLAIN;
        Set<String> hosts = new LinkedHashSet<>();
        if (settings.tls().isPresent()) {
            layer = settings.tls().get().layer();
            hosts.addAll(settings.tls().get().hosts());
        }
        hosts.add(wanted.host());
        String scheme = settings.tls().isPresent() ? "https" : "http";
        this.listener =
                HttpListener.onAddress(
                        wanted.socketAddress(), layer, HEADERS, this::answer, "probity-dashboard");
        String host = hosts.iterator().next();
        this.address =
                URI.create(
                        scheme + "://" + new WebAddress(host, listener.port()).authority() + "/");
        hosts.addAll(LOOPBACK);
        this.authorities = Authorities.of(scheme, hosts, listener.port());
    }

    private record Opened(Gate gate, Function<Request, Reply> api, ProgramToken token) {}

    /// @throws IOException when the port is taken; it says by whom, where the system tells
    public static WebServer listen(WebSettings settings) throws IOException {
        if (settings.address().isPresent()) {
            return listen(settings, settings.address().get());
        }
        try {
            return new WebServer(settings, onLoopback(WebSettings.USUAL_PORT));
        } catch (IOException _) {
            // Another application's, most likely: more than one may run.
            return new WebServer(settings, onLoopback(0));
        }
    }

    private static WebServer listen(WebSettings settings, WebAddress address) throws IOException {
        try {
            return new WebServer(settings, address);
        } catch (IOException e) {
            throw Listeners.whoListens(address.port())
                    .map(owner ->
                            new IOException("port " + address.port() + " is taken by " + owner, e))
                    .orElse(e);
        }
    }

    private static WebAddress onLoopback(int port) {
        return new WebAddress(WebAddress.LOOPBACK, port);
    }

    /// Answers from now on.
    ///
    /// @param api has to answer `/livez`, `/readyz`, `/metrics` and all below `/api`
    /// @param state where programs find what they prove themselves with
    public void open(Function<Request, Reply> api, StateDirectory state) throws IOException {
        ProgramToken token = ProgramToken.write(state);
        Gate gate = new Gate(authorities, sessions, token::is, cookie());
        opened = Optional.of(new Opened(gate, api, token));
    }

    /// Two applications on one host share its cookies, so each has a name of its own.
    private String cookie() {
        return "probity-" + listener.port();
    }

    private Reply answer(Request request) {
        Optional<Opened> open = opened;
        if (open.isEmpty()) {
            return Problem.of(503, "Not yet", "the application is being started").reply();
        }
        return open.get()
                .gate()
                .foreign(request)
                .map(Problem::reply)
                .orElseGet(() -> admitted(open.get(), request));
    }

    private Reply admitted(Opened open, Request request) {
        String room = request.path().isEmpty() ? "" : request.path().getFirst();
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return switch (room) {
            case "livez", "readyz" -> open.api().apply(request);
            case "api", "metrics" ->
                    open.gate()
                            .stranger(request, clock.instant())
                            .map(WebServer::refused)
                            .orElseGet(() -> open.api().apply(request));
            default -> {
                if (!reads) {
                    yield Problem.of(405, "Method not allowed", "pages can only be read").reply();
                }
                yield List.of("login").equals(request.path())
                        ? login(open.gate(), request)
                        : files.answer(request);
            }
        };
    }

    private static Reply refused(Problem problem) {
        Reply reply = problem.reply();
        return problem.status() == 401 ? reply.with(Map.of("WWW-Authenticate", "Bearer")) : reply;
    }

    /// A link that was used already still leads in whom it has let in: browsers ask again.
    private Reply login(Gate gate, Request request) {
        Instant now = clock.instant();
        Optional<String> session =
                request.parameter("token").flatMap(link -> sessions.redeem(link, now));
        if (session.isPresent()) {
            return toPage(Map.of("Set-Cookie", cookie(session.get())));
        }
        return gate.isLoggedIn(request, now)
                ? toPage(Map.of())
                : refused(
                        Gate.unknown(
                                "this link has been used already, or is older than %d minutes;"
                                                .formatted(Sessions.LINK_LIFE.toMinutes())
                                        + " `probity dashboard` prints a new one"));
    }

    private static Reply toPage(Map<String, String> headers) {
        return new Reply.Whole(303, "text/plain; charset=utf-8", "logged in")
                .with(Map.of("Location", "/"))
                .with(headers);
    }

    private String cookie(String session) {
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(
                        cookie(),
                        session,
                        Sessions.SESSION_LIFE.toSeconds(),
                        settings.tls().isPresent() ? "; Secure" : "");
    }

    /// Where it is, such as `http://127.0.0.1:7710/`.
    public URI address() {
        return address;
    }

    /// A link that logs in the first one who follows it within some minutes.
    public URI newLink() {
        return address.resolve("/login?token=" + sessions.newLink(clock.instant()));
    }

    public boolean isReadOnly() {
        return settings.readOnly();
    }

    @Override
    public void close() {
        listener.close();
        try {
            if (opened.isPresent()) {
                opened.get().token().close();
            }
        } catch (IOException _) {
            // It proves nothing any more.
        }
    }
}
