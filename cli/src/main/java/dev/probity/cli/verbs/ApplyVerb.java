package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.find.Applications;
import dev.probity.cli.find.Target;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.wiring.ChangeText;
import dev.probity.control.client.ControlClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "apply",
        description =
                "Has a running application become what its changed file says: prints what differs,"
                        + " and replaces only that, one replica after the other.",
        footer = {
            "",
            "Variables in the file are those of the shell that `run` was started from. A file that"
                    + " cannot be acted on changes nothing.",
            "",
            "Example:  probity apply --dry-run"
        })
final class ApplyVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Option(names = "--app", paramLabel = "NAME", description = "The running application's name.")
    private @Nullable String application;

    @Option(names = "--dry-run", description = "Only prints what differs.")
    private boolean dryRun;

    @Mixin private OutputOption output = new OutputOption();

    ApplyVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path path = file.find(terminal);
        Target target = new Target(Optional.of(path), Optional.ofNullable(application));
        ControlClient client =
                new ControlClient(new Applications(terminal).running(target).socket());
        ObjectNode request =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", path.toAbsolutePath().toString())
                        .put("dryRun", dryRun);
        JsonNode answer = client.post("application/apply", request);
        answer.path("diagnostics").forEach(line -> terminal.err().println(line.asText()));
        new Printer(terminal, output.format())
                .print(answer.path("changes"), () -> ChangeText.of(answer));
        return ExitCode.OK;
    }
}
