package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CommandRunnerTest {
    @TempDir private Path folder;

    @Test
    void guessesTheVerbThatWasMeant() {
        Console console = new Console(folder);
        assertThat(console.run("valdate")).isEqualTo(2);
        assertThat(console.err())
                .contains("there is no verb \"valdate\"; did you mean `probity validate`?");
    }

    @Test
    void guessesTheOptionThatWasMeant() {
        Console console = new Console(folder);
        assertThat(console.run("logs", "--folow")).isEqualTo(2);
        assertThat(console.err())
                .contains("unknown option \"--folow\"; did you mean \"--follow\"?");
    }

    @Test
    void tellsAllProblemsOfABrokenFileAtOnce() throws IOException {
        Files.writeString(
                folder.resolve("probity.yaml"),
                "services:\n  web:\n    comand: sleep 1\n    replicas: -1\n");
        Console console = new Console(folder);
        assertThat(console.run("validate")).isEqualTo(2);
        assertThat(console.out())
                .contains("probity.yaml:3:5: error:")
                .contains("did you mean \"command\"?")
                .contains("probity.yaml:4:");
    }

    @Test
    void aBrokenFileRunsNothing() throws IOException {
        Files.writeString(folder.resolve("probity.yaml"), "services: 3\n");
        assertThat(new Console(folder).run("run")).isEqualTo(2);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void saysWhereItLookedForAFile() {
        Console console = new Console(folder);
        assertThat(console.run("run")).isEqualTo(2);
        assertThat(console.err()).contains("there is no probity.yaml, probity.yml, tye.yaml");
    }

    @Test
    void nothingRunningHasAnExitCodeOfItsOwn() {
        Console console = new Console(folder);
        assertThat(console.run("ps")).isEqualTo(4);
        assertThat(console.err()).contains("nothing runs of " + folder);
    }

    @Test
    void printsNoStackTraceUnlessAskedTo() {
        Console quiet = new Console(folder);
        assertThat(quiet.run("ps")).isEqualTo(4);
        assertThat(quiet.err()).doesNotContain("    at ");
        Console debugging = new Console(folder);
        assertThat(debugging.run("ps", "--debug")).isEqualTo(4);
        assertThat(debugging.err()).contains("    at dev.probity");
    }

    @Test
    void dataIsOnStandardOutputAlone() throws IOException {
        Files.writeString(folder.resolve("probity.yaml"), "services:\n  web: {command: sleep 1}\n");
        Console console = new Console(folder);
        assertThat(console.run("config", "-o", "json")).isZero();
        assertThat(console.out()).startsWith("{").contains("\"services\"");
        assertThat(console.err()).isEmpty();
    }
}
