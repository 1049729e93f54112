package dev.probity.control;

import dev.probity.control.api.ControlApi;
import dev.probity.control.api.EventLog;
import dev.probity.control.api.Subject;
import dev.probity.control.http.HttpListener;

import java.io.IOException;
import java.nio.file.Path;

/// The control API of one running application, on a socket that only its owner can open.
public final class ControlServer implements AutoCloseable {
    private final EventLog events;
    private final SocketPlace place;
    private final HttpListener listener;

    private ControlServer(EventLog events, SocketPlace place, HttpListener listener) {
        this.events = events;
        this.place = place;
        this.listener = listener;
    }

    /// @param shortBase a folder with a short path, for when that of the state is too long
    /// @throws IOException when the socket cannot be made
    public static ControlServer start(Subject subject, Path shortBase) throws IOException {
        SocketPlace place = SocketPlace.prepare(subject.application().state(), shortBase);
        EventLog events = EventLog.of(subject.application());
        try {
            ControlApi api = new ControlApi(subject, events);
            return new ControlServer(
                    events, place, HttpListener.onSocket(place.socket(), api::answer));
        } catch (IOException e) {
            events.close();
            place.close();
            throw e;
        }
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
