package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.LineStream;
import dev.probity.control.http.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
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
    private static final int MOST_INPUT = 128 * 1024; // bytes

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
            description = "Hands this command's whole standard input in, up to 128 KiB.")
    private boolean stdin;

    @Mixin private TargetOptions target = new TargetOptions();

    ExecVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        command.forEach(request.putArray("command")::add);
        if (stdin) {
            request.put("input", input());
        }
        String path = "replicas/" + replica + "/exec";
        try (LineStream answer =
                target.connect(terminal).stream("POST", path, Json.text(request), SILENCE)) {
            for (Optional<String> line = answer.next(); line.isPresent(); line = answer.next()) {
                JsonNode piece = line.get().isEmpty() ? Json.read("{}") : Json.read(line.get());
                if (piece.has("exitCode")) {
                    return piece.path("exitCode").asInt();
                }
                show(piece);
            }
        }
        throw Failure.of("the replica has ended before the command");
    }

    /// In base 64: it need not be text.
    private static String input() throws IOException {
        byte[] bytes = System.in.readNBytes(MOST_INPUT + 1);
        if (bytes.length > MOST_INPUT) {
            throw Failure.usage("standard input is longer than " + MOST_INPUT + " bytes");
        }
        return Base64.getEncoder().encodeToString(bytes);
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
