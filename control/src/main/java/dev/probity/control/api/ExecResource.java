package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.BodyStream;
import dev.probity.control.http.Json;
import dev.probity.control.http.ProblemException;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.control.http.RequestLines;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Attachment;
import dev.probity.launch.ExecListener;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Output;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Runs a command beside a replica's program. Its output comes as lines of JSON, bytes in base 64,
/// and the last line says how it ended; its input may come in the same way, behind a first line
/// with the command.
final class ExecResource {
    private static final String CONTENT_TYPE = "application/x-ndjson";
    private static final int QUEUED = 16; // pieces of output; the command waits for its reader
    private static final String ALIVE = "\n";
    private static final Duration HEARTBEAT = Duration.ofSeconds(5); // somebody waits for it
    private static final Duration ANY_PAUSE = Duration.ofDays(3650); // of somebody who types

    private final Subject subject;

    ExecResource(Subject subject) {
        this.subject = subject;
    }

    List<Route> routes() {
        return List.of(Route.of("POST", "replicas/{}/exec", this::exec));
    }

    private Reply exec(Request request, List<String> names) {
        Body body = request.lines().map(Body::first).orElseGet(() -> Body.of(request));
        List<String> command = body.texts("command");
        if (command.isEmpty()) {
            throw Body.bad("command is missing");
        }
        ReplicaId replica = Found.replica(subject.application().snapshot(), names.getFirst()).id();
        return new Reply.Streamed(CONTENT_TYPE, out -> run(out, replica, command, request.lines()));
    }

    private void run(
            BodyStream out, ReplicaId replica, List<String> command, Optional<RequestLines> input)
            throws IOException, InterruptedException {
        BlockingQueue<ObjectNode> pieces = new ArrayBlockingQueue<>(QUEUED);
        var listener = new Queueing(pieces, out);
        Attachment attachment = subject.application().attach(replica, command, listener);
        out.onClose(attachment::abandon);
        try {
            // Beside the reading: a command that says more than it hears stops to hear when nobody
            // takes what it says. No virtual thread, because it waits for a pipe.
            Thread.ofPlatform()
                    .daemon()
                    .name("input of a command in " + replica)
                    .start(() -> hear(input, attachment, listener));
            forward(out, pieces);
        } finally {
            attachment.abandon(); // which ends the input, too
        }
    }

    private static void hear(
            Optional<RequestLines> input, Attachment attachment, Queueing listener) {
        try {
            if (input.isPresent()) {
                Optional<String> line = input.get().next(ANY_PAUSE);
                while (line.isPresent()) {
                    attachment.input(Body.of(line.get()).bytes("bytes"));
                    line = input.get().next(ANY_PAUSE);
                }
            }
            attachment.endInput();
        } catch (ProblemException e) {
            listener.fail(e.problem().detail());
        } catch (IOException e) {
            listener.fail(String.valueOf(e.getMessage())); // mostly to nobody, who has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forward(BodyStream out, BlockingQueue<ObjectNode> pieces)
            throws IOException, InterruptedException {
        boolean ended = false;
        while (!ended && out.isOpen()) {
            @Nullable ObjectNode piece = pieces.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
            out.write(piece == null ? ALIVE : Json.text(piece) + "\n");
            ended = piece != null && !piece.has("stream");
        }
    }

    /// Hands on what the command says, at the speed of the one who reads it.
    private record Queueing(BlockingQueue<ObjectNode> pieces, BodyStream out)
            implements ExecListener {

        @Override
        public void output(Output stream, byte[] bytes) {
            put(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("stream", Words.of(stream))
                            .put("bytes", Base64.getEncoder().encodeToString(bytes)));
        }

        @Override
        public void ended(ExecResult result) {
            ObjectNode end = JsonNodeFactory.instance.objectNode();
            put(
                    switch (result) {
                        case ExecResult.Exited exited -> end.put("exitCode", exited.code());
                        case ExecResult.TimedOut _ -> end.put("problem", "it was killed");
                        case ExecResult.CouldNotStart(String reason) -> end.put("problem", reason);
                    });
        }

        void fail(String reason) {
            put(JsonNodeFactory.instance.objectNode().put("problem", reason));
        }

        private void put(ObjectNode piece) {
            try {
                boolean taken = false;
                while (!taken && out.isOpen()) {
                    taken = pieces.offer(piece, 1, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
