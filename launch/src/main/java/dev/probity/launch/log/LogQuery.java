package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// Which part of the logs is wanted.
///
/// @param tail only so many of each replica's last lines
/// @param since nothing older
public record LogQuery(Predicate<ReplicaId> replicas, OptionalInt tail, Optional<Instant> since) {

    public static LogQuery everything() {
        return new LogQuery(_ -> true, OptionalInt.empty(), Optional.empty());
    }

    public LogQuery of(Predicate<ReplicaId> wanted) {
        return new LogQuery(wanted, tail, since);
    }

    public LogQuery last(int lines) {
        return new LogQuery(replicas, OptionalInt.of(lines), since);
    }

    public LogQuery since(Instant moment) {
        return new LogQuery(replicas, tail, Optional.of(moment));
    }
}
