package dev.probity.health;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What one look at something found.
///
/// A reason is a code of the author's choice, such as `database_not_accessible`, never the message
/// of an exception: anybody may read it, and alerts can be written against it.
public sealed interface Result {

    /// Shown to whoever may see details; values are strings, numbers and booleans.
    Map<String, Object> data();

    Status status();

    record Up(Map<String, Object> data) implements Result {
        public Up {
            data = Map.copyOf(data);
        }

        @Override
        public Status status() {
            return Status.UP;
        }
    }

    record Degraded(String reason, Map<String, Object> data) implements Result {
        public Degraded {
            Reasons.require(reason);
            data = Map.copyOf(data);
        }

        @Override
        public Status status() {
            return Status.DEGRADED;
        }
    }

    /// @param cause for the log only
    record Down(String reason, Map<String, Object> data, @Nullable Throwable cause)
            implements Result {
        public Down {
            Reasons.require(reason);
            data = Map.copyOf(data);
        }

        @Override
        public Status status() {
            return Status.DOWN;
        }
    }

    static Result up() {
        return new Up(Map.of());
    }

    static Result degraded(String reason) {
        return new Degraded(reason, Map.of());
    }

    static Result down(String reason) {
        return new Down(reason, Map.of(), null);
    }

    /// @param cause goes to the log, with its stack, when the status changes
    static Result down(String reason, Throwable cause) {
        return new Down(reason, Map.of(), cause);
    }

    default Result with(String key, String value) {
        return withValue(key, value);
    }

    default Result with(String key, long value) {
        return withValue(key, value);
    }

    default Result with(String key, double value) {
        return withValue(key, value);
    }

    default Result with(String key, boolean value) {
        return withValue(key, value);
    }

    private Result withValue(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(data());
        more.put(key, value);
        return switch (this) {
            case Up up -> new Up(more);
            case Degraded degraded -> new Degraded(degraded.reason(), more);
            case Down down -> new Down(down.reason(), more, down.cause());
        };
    }

    /// The words in which reasons are given.
    final class Reasons {
        private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");

        static final String NOT_CHECKED_YET = "not_checked_yet";
        static final String STALE = "stale";
        static final String TIMEOUT = "timeout";
        static final String EXCEPTION = "exception";
        static final String NULL_RESULT = "null_result";
        static final String NOT_STARTED = "check_could_not_start";

        private Reasons() {}

        static void require(String reason) {
            if (!CODE.matcher(reason).matches()) {
                throw new IllegalArgumentException(
                        "a reason is a code such as database_not_accessible (a-z, 0-9 and _, at"
                                + " most 64); hand the exception itself over as the cause");
            }
        }
    }
}
