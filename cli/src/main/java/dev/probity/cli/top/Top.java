package dev.probity.cli.top;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;
import dev.probity.control.client.EventStream;
import dev.probity.control.client.Refused;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Shows frame after frame until the user leaves or the run has ended. All it knows comes from the
/// control API.
public final class Top {
    private static final int KEYS = 32; // pressed and not acted on yet
    private static final int EVENTS = 500; // kept for the replica that is looked at

    private final ControlClient client;
    private final Terminal terminal;
    private final Duration interval;
    private final Deque<JsonNode> events = new ArrayDeque<>();
    private long lastEvent;
    private Rates rates = Rates.NONE;
    private View view = View.FIRST;

    public Top(ControlClient client, Terminal terminal, Duration interval) {
        this.client = client;
        this.terminal = terminal;
        this.interval = interval;
    }

    /// One frame, as long as it is, for a pipe.
    public void printOnce() throws IOException {
        Frame frame = Overview.of(client.get("application"), rates, -1);
        frame.shown(Size.ENDLESS, false).forEach(terminal.out()::println);
        terminal.out().flush();
    }

    /// @return whether there was a terminal to do it on
    public boolean run() throws IOException, InterruptedException {
        Optional<Tty> opened = Tty.open(terminal.out());
        if (opened.isEmpty()) {
            return false;
        }
        try (Tty tty = opened.get()) {
            BlockingQueue<Key> keys = new ArrayBlockingQueue<>(KEYS);
            Thread.ofPlatform().daemon().name("probity-keys").start(() -> listen(tty, keys));
            boolean staying = true;
            while (staying) {
                JsonNode application = client.get("application");
                rates = rates.after(application);
                List<JsonNode> replicas = Overview.replicas(application);
                view = view.pointingAt(view.chosen(), replicas.size());
                Size size = tty.size();
                tty.show(frame(application, size).shown(size, terminal.colour()));
                staying = act(keys, replicas);
            }
        }
        return true;
    }

    private static void listen(Tty tty, BlockingQueue<Key> keys) {
        try {
            Optional<Key> key = Key.read(tty.input());
            while (key.isPresent()) {
                keys.put(key.get());
                key = Key.read(tty.input());
            }
            keys.put(Key.LEAVE);
        } catch (IOException _) {
            // The terminal has gone, and this process goes with it.
            var _ = keys.offer(Key.LEAVE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a key until the next look is due, then takes all that were pressed.
    private boolean act(BlockingQueue<Key> keys, List<JsonNode> replicas)
            throws InterruptedException {
        Key key = keys.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            Optional<String> id =
                    replicas.isEmpty()
                            ? Optional.empty()
                            : Optional.of(replicas.get(view.chosen()).path("id").asText());
            Optional<View> next = view.after(key, id, replicas.size());
            if (next.isEmpty()) {
                return false;
            }
            view = next.get();
            key = keys.poll();
        }
        return true;
    }

    private Frame frame(JsonNode application, Size size) throws IOException {
        if (view.closer().isEmpty()) {
            events.clear();
            lastEvent = 0;
            return Overview.of(application, rates, view.chosen());
        }
        String id = view.closer().get();
        try {
            Closer.Subject subject =
                    new Closer.Subject(
                            client.get("replicas/" + id),
                            client.get("replicas/" + id + "/probes"),
                            news(id),
                            Units.time(application.path("now")).orElse(Instant.EPOCH));
            return Closer.of(subject, view.span(), size, ZoneId.systemDefault());
        } catch (Refused _) {
            view = new View(view.chosen(), Optional.empty(), view.span()); // it was scaled away
            return Overview.of(application, rates, view.chosen());
        }
    }

    private List<JsonNode> news(String replica) throws IOException {
        try (EventStream stream = client.events(lastEvent, false)) {
            for (Optional<JsonNode> event = stream.next();
                    event.isPresent();
                    event = stream.next()) {
                lastEvent = event.get().path("number").asLong();
                if (event.get().path("replica").asText().equals(replica)
                        && event.get().has("text")) {
                    events.addLast(event.get());
                }
            }
        }
        while (events.size() > EVENTS) {
            events.removeFirst();
        }
        return new ArrayList<>(events);
    }
}
