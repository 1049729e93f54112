package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.BodyStream;
import dev.probity.control.http.Json;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.log.LogEntry;
import dev.probity.launch.log.LogQuery;
import dev.probity.launch.log.LogReader;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What replicas have written, as lines of JSON, from the files that keep it.
final class LogsResource {
    private static final String CONTENT_TYPE = "application/x-ndjson";

    private static final int PIECE = 16 * 1024; // characters that are sent at once

    private final Subject subject;

    LogsResource(Subject subject) {
        this.subject = subject;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "logs", (request, _) -> logs(request)));
    }

    private Reply logs(Request request) {
        LogQuery query = query(request);
        boolean follow = request.flag("follow");
        return new Reply.Streamed(CONTENT_TYPE, body -> stream(body, query, follow));
    }

    private static LogQuery query(Request request) {
        List<String> names = request.parameters("of");
        return new LogQuery(
                replica -> isWanted(replica, names),
                request.parameter("tail").map(LogsResource::count).orElse(OptionalInt.empty()),
                request.parameter("since").map(LogsResource::moment));
    }

    private static boolean isWanted(ReplicaId replica, List<String> names) {
        return names.isEmpty()
                || names.contains(replica.service())
                || names.contains(replica.toString());
    }

    private static OptionalInt count(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw Body.bad("tail must be a number of lines");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    /// What `since` says.
    static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw Body.bad("since must be a moment such as 2026-01-31T18:14:05Z");
        }
    }

    private void stream(BodyStream body, LogQuery query, boolean follow)
            throws IOException, InterruptedException {
        try (LogReader reader = subject.application().logs().read(query)) {
            boolean going = true;
            while (going && body.isOpen()) {
                Optional<LogEntry> entry =
                        follow ? reader.next(EventsResource.HEARTBEAT) : reader.next();
                body.write(entry.isPresent() ? lines(entry.get(), reader) : "\n");
                going = follow || entry.isPresent();
            }
        }
    }

    /// With those that can be had at once: a client is not woken for each of them.
    private static String lines(LogEntry first, LogReader rest) throws IOException {
        StringBuilder lines = new StringBuilder(line(first));
        Optional<LogEntry> next = Optional.of(first);
        while (next.isPresent() && lines.length() < PIECE) {
            next = rest.next();
            next.ifPresent(entry -> lines.append(line(entry)));
        }
        return lines.toString();
    }

    private static String line(LogEntry entry) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("time", entry.at().toString())
                        .put("replica", entry.replica().toString());
        switch (entry) {
            case LogEntry.Line line ->
                    json.put("incarnation", line.incarnation())
                            .put("stream", line.stream().title())
                            .put("continued", line.continued())
                            .put("text", line.text());
            case LogEntry.Gap gap -> json.put("gap", gap.text());
        }
        return Json.text(json) + "\n";
    }
}
