package dev.probity.control;

import dev.probity.control.api.ControlApi;
import dev.probity.control.api.EventLog;
import dev.probity.control.api.Sources;
import dev.probity.control.api.Subject;
import dev.probity.control.api.Surface;
import dev.probity.control.http.HttpListener;
import dev.probity.control.metrics.Exposition;
import dev.probity.control.web.WebServer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The control API of one running application: on a socket that only its owner can open, and on a
/// port for browsers when there is one.
public final class ControlServer implements AutoCloseable {
    private final EventLog events;
    private final SocketPlace place;
    private final HttpListener listener;
    private final ControlApi api;

    private ControlServer(
            EventLog events, SocketPlace place, HttpListener listener, ControlApi api) {
        this.api = api;
        this.events = events;
        this.place = place;
        this.listener = listener;
    }

    /// @param shortBase a folder with a short path, for when that of the state is too long
    /// @param web is opened; whoever listens there closes it
    /// @throws IOException when the socket cannot be made
    public static ControlServer start(
            Subject subject, Exposition metrics, Path shortBase, Optional<WebServer> web)
            throws IOException {
        SocketPlace place = SocketPlace.prepare(subject.application().state(), shortBase);
        EventLog events = EventLog.of(subject.application());
        Sources sources = new Sources(subject, events, metrics);
        try {
            if (web.isPresent()) {
                Surface page = Surface.of(web.get().isReadOnly(), web.get()::newLink);
                ControlApi api = new ControlApi(sources, page);
                web.get().open(api::answer, subject.application().state());
            }
            Surface own =
                    web.map(page -> Surface.of(false, page::newLink)).orElse(Surface.socketOnly());
            ControlApi api = new ControlApi(sources, own);
            return new ControlServer(
                    events, place, HttpListener.onSocket(place.socket(), api::answer), api);
        } catch (IOException e) {
            events.close();
            place.close();
            throw e;
        }
    }

    /// Every method with the shape of its path, such as `GET services/{}`.
    List<String> operations() {
        return api.operations();
    }

    @Override
    public void close() {
        listener.close();
        events.close();
        try {
            place.close();
        } catch (IOException _) {
            // The next run clears it away.
        }
    }
}
