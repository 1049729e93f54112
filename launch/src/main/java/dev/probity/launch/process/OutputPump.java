package dev.probity.launch.process;

import dev.probity.engine.Incarnation;
import dev.probity.launch.Output;
import dev.probity.launch.OutputLine;
import dev.probity.launch.OutputSink;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Carries one stream of an incarnation to its sink, on a thread of its own.
///
/// A platform thread: a virtual one that waits for a pipe holds its carrier, and some hundred of
/// them stop every virtual thread of the program.
final class OutputPump implements Runnable {

    private static final int CHUNK = 32 * 1024;
    private static final long STACK = 128 * 1024;

    private final Incarnation incarnation;
    private final Output stream;
    private final InputStream source;
    private final OutputSink sink;

    private OutputPump(
            Incarnation incarnation, Output stream, InputStream source, OutputSink sink) {
        this.incarnation = incarnation;
        this.stream = stream;
        this.source = source;
        this.sink = sink;
    }

    static Thread start(
            Incarnation incarnation, Output stream, InputStream source, OutputSink sink) {
        return Thread.ofPlatform()
                .daemon()
                .stackSize(STACK)
                .name("log " + incarnation.replica() + " " + stream.title())
                .start(new OutputPump(incarnation, stream, source, sink));
    }

    @Override
    public void run() {
        var splitter = new LineSplitter();
        byte[] chunk = new byte[CHUNK];
        try (source) {
            for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
                pass(splitter.add(chunk, count));
            }
        } catch (IOException _) {
            // The pipe is closed under the reader when the process has ended: that is its end.
        }
        splitter.rest().ifPresent(line -> pass(List.of(line)));
    }

    private void pass(List<OutputLine> lines) {
        if (!lines.isEmpty()) {
            sink.write(incarnation, stream, lines);
        }
    }
}
