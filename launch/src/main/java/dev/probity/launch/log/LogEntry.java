package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;
import dev.probity.launch.Output;

import java.time.Instant;

/// One thing in a log.
public sealed interface LogEntry {

    Instant at();

    ReplicaId replica();

    /// What a replica said.
    ///
    /// @param incarnation the name of the one that said it
    /// @param continued the stream's next line goes on where this one stops
    record Line(
            Instant at,
            ReplicaId replica,
            String incarnation,
            Output stream,
            boolean continued,
            String text)
            implements LogEntry {}

    /// Here something is missing.
    ///
    /// @param lines how many; 0 when nobody could count them
    record Gap(Instant at, ReplicaId replica, long lines, String reason) implements LogEntry {

        /// As it is shown in place of what is missing.
        public String text() {
            String count = lines == 0 ? "some" : Long.toString(lines);
            return count + (lines == 1 ? " line" : " lines") + " lost: " + reason;
        }
    }
}
