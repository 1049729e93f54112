package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.launch.container.RealEngine;
import dev.probity.launch.container.RootlessPodmanEngine;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The same for a user without any right, whose Podman runs without root, at its usual place.
class RootlessContainersE2E extends ContainersE2E {
    private static final Path PROGRAM =
            Path.of("../../cli/target/probity").toAbsolutePath().normalize();

    @Override
    RealEngine open() throws Exception {
        return RootlessPodmanEngine.open();
    }

    @Test
    void doctorFindsItAtItsUsualPlaceAndSaysWhatItCannotDo() throws Exception {
        Path output = directory.resolve("doctor");
        ProcessBuilder doctor = command(List.of("doctor")).redirectOutput(output.toFile());
        doctor.environment().remove("CONTAINER_HOST");

        assertThat(doctor.start().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(output).content().containsPattern("Podman \\S+ without root, .*usual place");
        if (Files.exists(Path.of("/sys/fs/cgroup/memory"))) {
            assertThat(output).content().contains("memory limits are ignored by the engine");
        }
    }

    /// The user can read neither the checkout nor what the tests run from.
    @Override
    List<String> program() throws Exception {
        var podman = (RootlessPodmanEngine) engine;
        Path copy = directory.resolve("program");
        if (!Files.exists(copy)) {
            copy(PROGRAM, copy);
        }
        podman.own(directory); // what the test has written since the last command, too
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar = copy.resolve("lib/probity-cli.jar");
        return podman.user().command(List.of(java, "-jar", jar.toString()));
    }
}
