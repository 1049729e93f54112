package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.probity.engine.Event;
import dev.probity.launch.LaunchPlan;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What cannot be launched, and how it is said.
class LaunchFailureIT {

    @TempDir private Path directory;
    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(Ability.probe(), directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String reason(LaunchPlan plan) throws InterruptedException {
        stage.launch(plan);
        return stage.next(Event.LaunchFailed.class).reason();
    }

    private String reason(String... command) throws InterruptedException {
        return reason(stage.plan(command));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void namesThePathInWhichAProgramIsNotFound() throws InterruptedException {
        LaunchPlan plan = stage.plan("no-such-program");
        var poor =
                new LaunchPlan(
                        plan.command(),
                        Map.of("PATH", "/usr/bin:/bin"),
                        directory,
                        Optional.empty(),
                        plan.output());

        assertThat(reason(poor))
                .isEqualTo("program \"no-such-program\" is not found in PATH (/usr/bin:/bin)");
    }

    @Test
    void saysWhereARelativeProgramWasLookedFor() throws InterruptedException {
        assertThat(reason("bin/serve"))
                .isEqualTo("program \"bin/serve\" does not exist in " + directory.resolve("bin"));
    }

    @Test
    void tellsTheCureForAFileThatIsNotExecutable() throws Exception {
        Path script = file("serve.sh", "#!/bin/sh\n");

        assertThat(reason("./serve.sh"))
                .startsWith("program \"./serve.sh\" is not executable; chmod +x ")
                .endsWith(script.getFileName().toString());
        assertThat(reason(directory.toString())).endsWith("is a directory");
    }

    @Test
    void namesAMissingInterpreter() throws Exception {
        Path script = file("serve.sh", "#!/usr/bin/pyton3 -u\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(reason(script.toString()))
                .endsWith("needs the interpreter /usr/bin/pyton3, which does not exist");
    }

    @Test
    void namesAMissingWorkingDirectory() throws Exception {
        LaunchPlan plan = stage.plan("true");
        Path missing = directory.resolve("gone");

        assertThat(
                        reason(
                                new LaunchPlan(
                                        plan.command(),
                                        plan.environment(),
                                        missing,
                                        Optional.empty(),
                                        plan.output())))
                .isEqualTo("working directory " + missing + " does not exist");
    }

    @Test
    void saysThatThereIsNoSuchUser() throws InterruptedException {
        assumeThat(Ability.probe().root()).isTrue();

        assertThat(reason(as("nobody-of-that-name", "true")))
                .isEqualTo("there is no user \"nobody-of-that-name\" on this machine");
    }

    @Test
    void saysThatAnotherUserNeedsRoot() throws InterruptedException {
        Ability here = Ability.probe();
        var ordinary =
                new Ability(
                        here.shell(),
                        here.setpriv(),
                        here.setsid(),
                        Optional.empty(),
                        here.processTable(),
                        false);
        try (var unprivileged = new Stage(ordinary, directory)) {
            unprivileged.launch(as("nobody", "true"));

            assertThat(unprivileged.next(Event.LaunchFailed.class).reason())
                    .startsWith("running as user \"nobody\" needs root; Probity runs as ");
        }
    }

    @Test
    void runsAsAnotherUserWithItsGroupAndHome() throws Exception {
        assumeThat(Ability.probe().root()).isTrue();
        assertThat(directory.toFile().setExecutable(true, false)).isTrue();
        LaunchPlan plan = as("nobody", "sh", "-c", "id -un; id -gn; echo $HOME $USER; exit 9");
        var inherited =
                new LaunchPlan(
                        plan.command(),
                        Map.of(
                                "PATH", System.getenv("PATH"),
                                "HOME", System.getenv("HOME")),
                        plan.workingDirectory(),
                        plan.user(),
                        plan.output());

        stage.launch(inherited);

        assertThat(stage.exitCode()).isEqualTo(9);
        org.awaitility.Awaitility.await()
                .atMost(Stage.SOON)
                .until(() -> stage.stdout().lines().count() == 3);
        assertThat(stage.stdout()).isEqualTo("nobody\nnogroup\n/nonexistent nobody");
    }

    @Test
    void launchesTheNextAfterAFailure() throws InterruptedException {
        assertThat(reason("/no/such")).isEqualTo("program \"/no/such\" does not exist");

        stage.launch("true");

        assertThat(stage.exitCode()).isZero();
    }

    private LaunchPlan as(String user, String... command) {
        return new LaunchPlan(
                List.of(command),
                stage.environment(),
                Path.of("/"),
                Optional.of(user),
                stage.plan(command).output());
    }
}
