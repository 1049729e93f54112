package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.find.Applications;
import dev.probity.cli.terminal.CountOption;
import dev.probity.cli.terminal.Document;
import dev.probity.cli.terminal.DurationOption;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.OutputFormat;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.log.LogEntry;
import dev.probity.launch.log.LogQuery;
import dev.probity.launch.log.LogReader;
import dev.probity.runtime.StateDirectory;
import dev.probity.spec.diagnostics.Spelling;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

@Command(
        name = "logs",
        description =
                "Prints what the replicas have written to their standard output and error, also"
                        + " after the application has ended.",
        footer = {
            "",
            "Example:  probity logs web -f --since 5m",
            "          probity logs web-2 -n 100"
        })
final class LogsVerb implements Callable<Integer> {
    private static final Duration LOOK_UP = Duration.ofSeconds(1); // whether the run is over

    private final Terminal terminal;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Services or replicas, such as web or web-2 (default: all).")
    private List<String> names = List.of();

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what is written, until the application ends.")
    private boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "LINES",
            converter = CountOption.class,
            description = "Only the last lines of each replica (default: all that are kept).")
    private @Nullable Integer tail;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Only what is younger, such as 90s, 5m or 2h.")
    private @Nullable Duration since;

    @Option(names = "--raw", description = "The lines alone, without the replica's name.")
    private boolean raw;

    @Mixin private TargetOptions target = new TargetOptions();
    @Mixin private OutputOption output = new OutputOption();

    LogsVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        StateDirectory state = new Applications(terminal).known(target.target());
        checkNames(state);
        try (LogReader reader = new LogReader(state.logs(), query())) {
            boolean going = true;
            while (going && !terminal.out().checkError()) {
                Optional<LogEntry> entry = follow ? reader.next(LOOK_UP) : reader.next();
                entry.ifPresent(this::print);
                going = entry.isPresent() || (follow && Applications.isRunning(state));
            }
        }
        terminal.out().flush();
        return ExitCode.OK;
    }

    /// A name that nobody has would be waited for in silence.
    private void checkNames(StateDirectory state) throws IOException {
        Set<String> known = names.isEmpty() ? Set.of() : known(state);
        for (String name : names) {
            if (!known.contains(name)) {
                throw Failure.of(
                        "there is no service or replica \""
                                + name
                                + "\" with a log; "
                                + Spelling.hint(name, known)
                                        .orElse("there are " + String.join(", ", known)));
            }
        }
    }

    /// Those that have written something, and those that run.
    private static Set<String> known(StateDirectory state) throws IOException {
        Set<String> known = new TreeSet<>();
        for (ReplicaId replica : LogReader.replicas(state.logs())) {
            known.add(replica.service());
            known.add(replica.toString());
        }
        if (Applications.isRunning(state)) {
            for (JsonNode service : new ControlClient(state.socket()).get("services")) {
                known.add(service.path("name").asText());
                service.path("replicas").forEach(replica -> known.add(replica.path("id").asText()));
            }
        }
        return known;
    }

    private LogQuery query() {
        return new LogQuery(
                this::isWanted,
                tail == null ? OptionalInt.empty() : OptionalInt.of(tail),
                Optional.ofNullable(since).map(age -> Instant.now().minus(age)));
    }

    private boolean isWanted(ReplicaId replica) {
        return names.isEmpty()
                || names.contains(replica.service())
                || names.contains(replica.toString());
    }

    private void print(LogEntry entry) {
        if (output.format() == OutputFormat.YAML) {
            terminal.out().print("---\n" + Document.of(json(entry), OutputFormat.YAML));
        } else if (output.format() == OutputFormat.JSON) {
            terminal.out().println(json(entry));
        } else if (raw) {
            terminal.out().println(text(entry));
        } else {
            terminal.out().println(entry.replica() + " | " + text(entry));
        }
    }

    private static String text(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Line line -> line.text();
            case LogEntry.Gap gap -> "[" + gap.text() + "]";
        };
    }

    private static ObjectNode json(LogEntry entry) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("time", entry.at().toString())
                        .put("replica", entry.replica().toString());
        return switch (entry) {
            case LogEntry.Line line ->
                    json.put("incarnation", line.incarnation())
                            .put("stream", line.stream().title())
                            .put("continued", line.continued())
                            .put("text", line.text());
            case LogEntry.Gap gap -> json.put("gap", gap.text());
        };
    }
}
