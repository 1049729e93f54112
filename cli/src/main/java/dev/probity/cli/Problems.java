package dev.probity.cli;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.verbs.RootCommand;
import dev.probity.cli.verbs.Verb;
import dev.probity.cli.verbs.Verbs;
import dev.probity.control.client.Refused;
import dev.probity.control.client.SilentException;
import dev.probity.spec.diagnostics.Spelling;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says what went wrong, in words for people.
final class Problems {
    /// How the parser of the command line says it, in Java's words.
    private static final Pattern NO_NUMBER = Pattern.compile("' is not an? (int|long)$");

    private static final int UNPROCESSABLE = 422; // a file that cannot be acted on

    private final Terminal terminal;
    private final RootCommand root;

    Problems(Terminal terminal, RootCommand root) {
        this.terminal = terminal;
        this.root = root;
    }

    int unknownVerb(String word) {
        List<String> known =
                Stream.concat(Verbs.all().stream().map(Verb::name), Stream.of("help")).toList();
        String guess =
                Spelling.nearest(word, known)
                        .map(near -> "; did you mean `probity " + near + "`?")
                        .orElse("");
        terminal.say("there is no verb \"" + word + "\"" + guess);
        terminal.say("`probity help` lists all verbs.");
        return ExitCode.USAGE;
    }

    int misunderstood(ParameterException e) {
        CommandLine command = e.getCommandLine();
        terminal.say(words(e));
        terminal.say(
                "`" + command.getCommandSpec().qualifiedName() + " --help` says what it takes.");
        debug(e);
        return ExitCode.USAGE;
    }

    private static String words(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            return "unknown " + kind(word) + " \"" + word + "\"" + guess(unmatched, word);
        }
        String message = e.getMessage();
        return message == null
                ? "the command line cannot be understood"
                : NO_NUMBER.matcher(message).replaceFirst("' is no whole number");
    }

    private static String kind(String word) {
        return word.startsWith("-") ? "option" : "argument";
    }

    private static String guess(UnmatchedArgumentException unmatched, String word) {
        List<String> options =
                unmatched.getCommandLine().getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .toList();
        if (!word.startsWith("-")) {
            return "";
        }
        boolean forAnother = unmatched.getCommandLine().getCommandName().equals("exec");
        return Spelling.nearest(word, options)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse(forAnother ? "; is it the command's? Put -- before the command" : "");
    }

    int failed(Exception e) {
        int code =
                switch (e) {
                    case Failure failure -> {
                        terminal.say(failure.text());
                        yield failure.exitCode();
                    }
                    case Refused refused -> refused(refused);
                    case SilentException silent -> {
                        terminal.say(words(silent));
                        yield ExitCode.TIMED_OUT;
                    }
                    case EOFException _, ConnectException _ -> {
                        terminal.say("the application has ended meanwhile: " + words(e));
                        yield ExitCode.NOTHING_RUNNING;
                    }
                    case IOException io -> {
                        terminal.say(words(io));
                        yield ExitCode.FAILED;
                    }
                    default -> {
                        terminal.say("this should not happen: " + e);
                        terminal.say("--debug shows where; please report it with that.");
                        yield ExitCode.FAILED;
                    }
                };
        debug(e);
        return code;
    }

    private int refused(Refused refused) {
        refused.details().forEach(terminal.err()::println);
        terminal.say(words(refused));
        return refused.status() == UNPROCESSABLE ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static String words(Exception e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    private void debug(Exception e) {
        if (!root.isDebug()) {
            return;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            terminal.err().println(cause);
            for (StackTraceElement frame : cause.getStackTrace()) {
                terminal.err().println("    at " + frame);
            }
        }
    }
}
