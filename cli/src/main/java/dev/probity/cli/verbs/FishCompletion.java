package dev.probity.cli.verbs;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Map;

/// The model of the command line as a script for fish, which picocli does not write.
final class FishCompletion {
    private FishCompletion() {}

    static String of(CommandLine model) {
        StringBuilder script = new StringBuilder("# fish completion for probity\n");
        for (Map.Entry<String, CommandLine> verb : model.getSubcommands().entrySet()) {
            CommandSpec spec = verb.getValue().getCommandSpec();
            script.append("complete -c probity -n __fish_use_subcommand -a ").append(verb.getKey());
            script.append(" -d ").append(quoted(first(spec.usageMessage().description())));
            script.append('\n');
            for (OptionSpec option : spec.options()) {
                script.append(option(verb.getKey(), option));
            }
        }
        return script.toString();
    }

    private static String option(String verb, OptionSpec option) {
        StringBuilder line =
                new StringBuilder("complete -c probity -n '__fish_seen_subcommand_from ");
        line.append(verb).append('\'');
        for (String name : option.names()) {
            line.append(
                    name.startsWith("--")
                            ? " -l " + name.substring(2)
                            : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            line.append(" -r");
        }
        if (option.completionCandidates() != null) {
            StringBuilder words = new StringBuilder();
            option.completionCandidates().forEach(word -> words.append(word).append(' '));
            line.append(" -a ").append(quoted(words.toString().strip()));
        }
        return line.append(" -d ")
                .append(quoted(first(option.description())))
                .append('\n')
                .toString();
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
