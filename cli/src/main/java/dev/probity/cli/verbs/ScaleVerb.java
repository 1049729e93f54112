package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.control.client.ControlClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

@Command(
        name = "scale",
        description = "Changes how many replicas of services run, until the next apply or run.",
        footer = {"", "Example:  probity scale web=3 worker=0"})
final class ScaleVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SERVICE=REPLICAS",
            arity = "1..*",
            converter = Wanted.Converter.class,
            description = "A service and how many replicas of it are wanted, 0 or more.")
    private List<Wanted> wanted = List.of();

    @Mixin private TargetOptions target = new TargetOptions();

    ScaleVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ControlClient client = target.connect(terminal);
        for (Wanted each : wanted) {
            var _ =
                    client.post(
                            "services/" + each.service() + "/scale",
                            JsonNodeFactory.instance.objectNode().put("replicas", each.replicas()));
            terminal.say("scaling " + each.service() + " to " + each.replicas());
        }
        return ExitCode.OK;
    }

    private record Wanted(String service, int replicas) {
        private static final Pattern FORM = Pattern.compile("([^=]+)=(\\d{1,9})");

        static final class Converter implements ITypeConverter<Wanted> {
            @Override
            public Wanted convert(String text) {
                Matcher matcher = FORM.matcher(text);
                if (!matcher.matches()) {
                    throw new TypeConversionException(
                            "'" + text + "' does not say how many of what; write web=3");
                }
                return new Wanted(matcher.group(1), Integer.parseInt(matcher.group(2)));
            }
        }
    }
}
