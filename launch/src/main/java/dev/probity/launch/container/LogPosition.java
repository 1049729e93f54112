package dev.probity.launch.container;

import dev.probity.launch.OutputLine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// How far a log has been read, so that it can be read on without losing a line or having one
/// twice. Podman's times are whole seconds: the lines of the last one are counted.
final class LogPosition {

    /// Lines are cut as the kubelet's container runtimes cut them.
    private static final int LONGEST = 16 * 1024;

    private Instant last = Instant.EPOCH;
    private int atLast;

    /// How many of those are still to be passed over.
    private int known;

    /// Seconds of the epoch from which on the log is to be asked for.
    long since() {
        return last.getEpochSecond();
    }

    /// The log is read again, from {@link #since} on.
    void rewind() {
        known = atLast;
    }

    /// One message of the engine: a time, a blank, and a line or a piece of one.
    ///
    /// @return nothing for what is known already
    List<OutputLine> take(byte[] message) {
        int blank = blank(message);
        Instant at = blank < 0 ? last : time(message, blank);
        if (at.isBefore(last)) {
            return List.of();
        }
        if (at.equals(last)) {
            if (known > 0) {
                known--;
                return List.of();
            }
            atLast++;
        } else {
            last = at;
            atLast = 1;
            known = 0;
        }
        return lines(message, blank + 1);
    }

    private static int blank(byte[] message) {
        for (int at = 0; at < Math.min(message.length, 40); at++) {
            if (message[at] == ' ') {
                return at;
            }
        }
        return -1;
    }

    private Instant time(byte[] message, int length) {
        try {
            return Instant.parse(new String(message, 0, length, StandardCharsets.US_ASCII));
        } catch (DateTimeParseException _) {
            return last; // an engine that tells no times: nothing is known about its lines
        }
    }

    private static List<OutputLine> lines(byte[] message, int from) {
        boolean whole = message.length > from && message[message.length - 1] == '\n';
        int end = whole ? message.length - 1 : message.length;
        if (whole && end > from && message[end - 1] == '\r') {
            end--;
        }
        List<OutputLine> lines = new ArrayList<>();
        int at = from;
        do {
            int stop = Math.min(end, at + LONGEST);
            while (stop < end && (message[stop] & 0xC0) == 0x80) {
                stop--; // not within a character
            }
            String text = new String(message, at, stop - at, StandardCharsets.UTF_8);
            lines.add(new OutputLine(text, stop < end || !whole));
            at = stop;
        } while (at < end);
        return lines;
    }
}
