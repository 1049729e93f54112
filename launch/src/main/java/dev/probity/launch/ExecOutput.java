package dev.probity.launch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The first bytes of what a command writes, up to a limit for each stream. For any thread.
public final class ExecOutput {
    private final Head stdout;
    private final Head stderr;

    public ExecOutput(int limit) {
        stdout = new Head(limit);
        stderr = new Head(limit);
    }

    public void take(Output stream, byte[] bytes, int count) {
        switch (stream) {
            case STDOUT -> stdout.add(bytes, count);
            case STDERR -> stderr.add(bytes, count);
        }
    }

    /// The result with what was written.
    public ExecResult of(ExecResult result) {
        return switch (result) {
            case ExecResult.Exited exited ->
                    new ExecResult.Exited(exited.code(), stdout.text(), stderr.text());
            case ExecResult.TimedOut _ -> new ExecResult.TimedOut(stdout.text() + stderr.text());
            case ExecResult.CouldNotStart not -> not;
        };
    }

    private static final class Head {
        private final int limit;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Head(int limit) {
            this.limit = limit;
        }

        synchronized void add(byte[] chunk, int count) {
            bytes.write(chunk, 0, Math.min(count, limit - bytes.size()));
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
