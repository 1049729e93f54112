package dev.probity.cli;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.verbs.RootCommand;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;

/// Says what went wrong, in words for people.
final class Problems {
    private final Terminal terminal;
    private final RootCommand root;

    Problems(Terminal terminal, RootCommand root) {
        this.terminal = terminal;
        this.root = root;
    }

    int unknownVerb(String word) {
        terminal.say("there is no verb \"" + word + "\"");
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
            return "unknown " + kind(word) + " \"" + word + "\"";
        }
        String message = e.getMessage();
        return message == null ? "the command line cannot be understood" : message;
    }

    private static String kind(String word) {
        return word.startsWith("-") ? "option" : "argument";
    }

    int failed(Exception e) {
        return switch (e) {
            case Failure failure -> {
                terminal.say(failure.text());
                debug(failure);
                yield failure.exitCode();
            }
            case IOException io -> {
                terminal.say(io.getMessage() == null ? io.toString() : io.getMessage());
                debug(io);
                yield ExitCode.FAILED;
            }
            default -> {
                terminal.say("this should not happen: " + e);
                terminal.say("--debug shows where; please report it with that.");
                debug(e);
                yield ExitCode.FAILED;
            }
        };
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
