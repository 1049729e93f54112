package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;
import dev.probity.control.client.Conversation;
import dev.probity.control.client.LineStream;
import dev.probity.control.http.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "exec",
        description =
                "Runs a command beside a replica's program, with its environment and working"
                        + " directory; exits with the command's exit code.",
        footer = {
            "",
            "There is no shell and no terminal: name one yourself, and use -i to hand in text.",
            "",
            "Example:  probity exec web-1 -- sh -c 'echo $PORT'"
        })
final class ExecVerb implements Callable<Integer> {
    private static final Duration SILENCE = Duration.ofSeconds(30); // a sign of life comes each 5 s
    private static final int NOBODY_READS = 141; // as shells tell that SIGPIPE ended something
    private static final int PIECE = 32 * 1024; // bytes

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "REPLICA", description = "Such as web-1.")
    private String replica = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments, best behind `--`.")
    private List<String> command = List.of();

    @Option(
            names = {"-i", "--stdin"},
            description = "Hands this command's standard input on, as it comes, until it ends.")
    private boolean stdin;

    @Mixin private TargetOptions target = new TargetOptions();

    ExecVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        command.forEach(request.putArray("command")::add);
        String path = "replicas/" + replica + "/exec";
        ControlClient client = target.connect(terminal);
        if (!stdin) {
            try (LineStream answer = client.stream("POST", path, Json.text(request), SILENCE)) {
                return follow(answer);
            }
        }
        try (Conversation both = client.converse(path, request, SILENCE)) {
            // It may wait for a key that nobody presses when the command has long ended.
            Thread.ofPlatform().daemon().name("stdin").start(() -> handIn(both));
            return follow(both.heard());
        }
    }

    private int follow(LineStream answer) throws IOException {
        for (Optional<String> line = answer.next(); line.isPresent(); line = answer.next()) {
            JsonNode piece = line.get().isEmpty() ? Json.read("{}") : Json.read(line.get());
            if (piece.has("exitCode")) {
                return piece.path("exitCode").asInt();
            }
            show(piece);
            if (terminal.out().checkError()) {
                return NOBODY_READS; // leaving ends the command, too
            }
        }
        throw Failure.of("the replica has ended before the command");
    }

    /// In base 64: it need not be text.
    private void handIn(Conversation both) {
        byte[] bytes = new byte[PIECE];
        try {
            for (int count = read(bytes); count >= 0; count = read(bytes)) {
                byte[] read = Arrays.copyOf(bytes, count);
                both.said()
                        .write(
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("bytes", Base64.getEncoder().encodeToString(read)));
            }
            both.said().end();
        } catch (IOException _) {
            // the command has ended, which the answer tells
        }
    }

    /// What cannot be read ends there: the command hears that as it would from a file.
    private int read(byte[] bytes) {
        try {
            return System.in.read(bytes);
        } catch (IOException e) {
            terminal.say("standard input cannot be read: " + e.getMessage());
            return -1;
        }
    }

    private void show(JsonNode piece) {
        if (piece.has("problem")) {
            throw Failure.of(command.getFirst() + ": " + piece.path("problem").asText());
        }
        if (piece.has("stream")) {
            boolean out = piece.path("stream").asText().equals("stdout");
            PrintStream stream = out ? terminal.out() : terminal.err();
            byte[] bytes = Base64.getDecoder().decode(piece.path("bytes").asText());
            stream.write(bytes, 0, bytes.length);
            stream.flush();
        }
    }
}
