package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.control.http.BodyStream;
import dev.probity.control.http.Json;
import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.runtime.Told;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What happens, as server-sent events: a browser's `EventSource` goes on by itself after a break.
final class EventsResource {
    private static final String CONTENT_TYPE = "text/event-stream";

    /// Says that the stream lives, to a reader and to whatever is between. Each one wakes a page.
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final EventLog events;

    EventsResource(EventLog events) {
        this.events = events;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "events", (request, _) -> events(request)),
                Route.of("GET", "events/last", (request, _) -> last(request)));
    }

    /// For one who looks again whenever something has happened.
    private Reply last(Request request) {
        Duration limit = Duration.ofMillis(number(request.parameter("milliseconds").orElse("0")));
        Duration patience = limit.compareTo(LONGEST_WAIT) < 0 ? limit : LONGEST_WAIT;
        try {
            var _ = events.after(number(request.parameter("after").orElse("0")), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Json.reply(JsonNodeFactory.instance.objectNode().put("number", events.last()));
    }

    private Reply events(Request request) {
        String last =
                request.header("Last-Event-ID").or(() -> request.parameter("after")).orElse("0");
        boolean follow = request.flag("follow");
        long after = number(last);
        return new Reply.Streamed(CONTENT_TYPE, body -> stream(body, after, follow));
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new ProblemException(
                    Problem.of(400, "Bad request", "\"" + text + "\" is no number of an event"));
        }
        return Long.parseLong(text);
    }

    private void stream(BodyStream body, long after, boolean follow)
            throws IOException, InterruptedException {
        EventJson json = new EventJson();
        long sent = after;
        // A comment at once: who asks for nothing but news knows that the stream stands.
        body.write(":\n\n");
        do {
            List<Told> news = events.after(sent, follow ? HEARTBEAT : Duration.ZERO);
            if (news.isEmpty()) {
                body.write(":\n\n");
            } else {
                body.write(text(json, news));
                sent = news.getLast().number();
            }
        } while (follow && body.isOpen() && !events.isOver());
    }

    private static String text(EventJson json, List<Told> news) {
        StringBuilder text = new StringBuilder();
        for (Told told : news) {
            text.append("id: ").append(told.number()).append("\ndata: ");
            text.append(Json.text(json.of(told))).append("\n\n");
        }
        return text.toString();
    }
}
