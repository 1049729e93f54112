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
    private final HttpListener listener;

    private ControlServer(EventLog events, HttpListener listener) {
        this.events = events;
        this.listener = listener;
    }

    /// @throws IOException when the socket cannot be made
    public static ControlServer start(Subject subject) throws IOException {
        Path socket = subject.application().state().socket();
        EventLog events = EventLog.of(subject.application());
        try {
            ControlApi api = new ControlApi(subject, events);
            return new ControlServer(events, HttpListener.onSocket(socket, api::answer));
        } catch (IOException e) {
            events.close();
            throw e;
        }
    }

    @Override
    public void close() {
        listener.close();
        events.close();
    }
}
