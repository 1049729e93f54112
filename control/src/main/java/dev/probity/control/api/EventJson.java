package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaId;
import dev.probity.runtime.LifeCycleLines;
import dev.probity.runtime.Notice;
import dev.probity.runtime.Told;

import java.time.ZoneId;

/// What is told, as JSON: its number and time, what it is, and the line that `run` prints for it.
///
/// The lines remember what was said before, so each stream has an object of this class.
final class EventJson {
    private final LifeCycleLines lines = new LifeCycleLines();

    ObjectNode of(Told told) {
        ObjectNode json = of(told.notice());
        json.put("number", told.number()).put("time", told.time().toString());
        lines.of(told)
                .ifPresent(line ->
                        json.put("level", Words.of(line.level()))
                                .put("text", line.text())
                                .put("line", line.at(told.time().atZone(ZoneId.systemDefault()))));
        return json;
    }

    private static ObjectNode of(Notice notice) {
        return switch (notice) {
            case Notice.Happened(Happening happening) -> HappeningJson.of(happening);
            case Notice.Listening listening ->
                    HappeningJson.kind("listening")
                            .put("service", listening.owner())
                            .put("binding", listening.binding())
                            .put("address", listening.address().toString());
            case Notice.Progress(String text) -> HappeningJson.kind("progress").put("text", text);
            case Notice.JournalStopped(String reason) ->
                    HappeningJson.kind("journal-stopped").put("reason", reason);
            case Notice.JournalResumed(long lost) ->
                    HappeningJson.kind("journal-resumed").put("lost", lost);
            case Notice.LogsStopped(ReplicaId replica, String reason) ->
                    HappeningJson.kind("logs-stopped")
                            .put("replica", replica.toString())
                            .put("reason", reason);
            case Notice.LogsResumed(ReplicaId replica, long lost) ->
                    HappeningJson.kind("logs-resumed")
                            .put("replica", replica.toString())
                            .put("lost", lost);
            case Notice.Missed(long count) -> HappeningJson.kind("missed").put("count", count);
            case Notice.Mishap(String text) -> HappeningJson.kind("mishap").put("text", text);
        };
    }
}
