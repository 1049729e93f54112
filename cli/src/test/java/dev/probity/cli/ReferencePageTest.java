package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.cli.verbs.CommandModel;
import dev.probity.cli.verbs.RootCommand;
import dev.probity.cli.verbs.Verbs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The help text of every verb is printed in docs/reference/cli.md, word for word.
///
/// After a change, run with `-Dprobity.write=true` and read the difference.
class ReferencePageTest {
    private static final Path PAGE = Path.of("../docs/reference/cli.md");
    private static final String MARK = "<!-- From here on this page is the help text. -->\n";

    @TempDir private Path folder;

    @Test
    void thePageSaysWhatHelpSays() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(MARK)) + MARK + helpOfAllVerbs();
        if (Boolean.getBoolean("probity.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private String helpOfAllVerbs() {
        StringBuilder text = new StringBuilder();
        CommandModel.of(new RootCommand(), Verbs.all(), new Console(folder).terminal())
                .getSubcommands()
                .forEach((name, verb) -> {
                    // A verb with two names is told of once.
                    if (name.equals(verb.getCommandName())) {
                        text.append("\n## ")
                                .append(name)
                                .append("\n\n```text\n")
                                .append(stripped(verb.getUsageMessage()))
                                .append("```\n");
                    }
                });
        return text.toString();
    }

    private static String stripped(String help) {
        StringBuilder text = new StringBuilder();
        help.lines().map(String::stripTrailing).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
