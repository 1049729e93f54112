package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class StateDirectoryTest {
    @TempDir Path directory;

    @ParameterizedTest(name = "XDG_STATE_HOME={0} HOME={1} gives {2}")
    @CsvSource(
            textBlock =
                    """
                    /state, /home/ann, /state
                    ,       /home/ann, /home/ann/.local/state
                    state,  /home/ann, /home/ann/.local/state
                    """)
    void isWhereTheXdgSpecificationPutsIt(String xdg, String home, Path base) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home));
        Optional.ofNullable(xdg).ifPresent(value -> environment.put("XDG_STATE_HOME", value));
        assertThat(StateDirectory.base(environment)).isEqualTo(base);
    }

    @Test
    void tellsApartTheSameNameInTwoFolders() {
        StateDirectory one = StateDirectory.of(directory, "shop", Path.of("/a"));
        StateDirectory other = StateDirectory.of(directory, "shop", Path.of("/b"));
        assertThat(one.path())
                .isNotEqualTo(other.path())
                .hasParentRaw(directory.resolve("probity"));
        assertThat(one).isEqualTo(StateDirectory.of(directory, "shop", Path.of("/a")));
        assertThat(one.path().getFileName().toString()).matches("shop-[0-9a-f]{8}");
    }

    @Test
    void isTheSameThroughALink() throws Exception {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        assertThat(StateDirectory.of(directory, "shop", link))
                .isEqualTo(StateDirectory.of(directory, "shop", real));
    }

    @Test
    void isNobodyElsesToRead() throws Exception {
        StateDirectory state = StateDirectory.of(directory, "shop", directory);
        state.create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void isLockedByOneRunAtATime() throws Exception {
        Path file = directory.resolve("lock");
        assertThat(RunLock.holder(file)).isEmpty();
        try (RunLock _ = RunLock.take(file)) {
            long self = ProcessHandle.current().pid();
            assertThatThrownBy(() -> RunLock.take(file))
                    .isInstanceOfSatisfying(
                            AlreadyRunning.class,
                            refusal -> assertThat(refusal.pid()).isEqualTo(self));
            assertThat(RunLock.holder(file)).hasValue(self);
        }
        assertThat(RunLock.holder(file)).isEmpty();
        RunLock.take(file).close();
    }

    @Test
    void isTakenByARunAlthoughSomebodyGlancesAtIt() throws Exception {
        Path file = directory.resolve("lock");
        var taken = new CompletableFuture<RunLock>();
        Thread run =
                new Thread(
                        () -> {
                            try {
                                taken.complete(RunLock.take(file));
                            } catch (IOException | AlreadyRunning e) {
                                taken.completeExceptionally(e);
                            }
                        },
                        "run");
        try (RunLock _ = RunLock.take(file)) {
            run.start();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> run.getState() == Thread.State.TIMED_WAITING);
        }
        taken.get(10, TimeUnit.SECONDS).close();
    }

    @Test
    void isFreeAgainWhenItsHolderWasKilled() throws Exception {
        Path file = directory.resolve("lock");
        Process holder =
                new ProcessBuilder(TestService.java(LockHolder.class))
                        .redirectErrorStream(true)
                        .start();
        holder.outputWriter().append(file + "\n").flush();
        assertThat(holder.inputReader().readLine()).isEqualTo("held");
        assertThatThrownBy(() -> RunLock.take(file))
                .isInstanceOf(AlreadyRunning.class)
                .hasMessageContaining("process " + holder.pid());
        holder.destroyForcibly().waitFor();
        RunLock.take(file).close();
    }

    @Test
    void remembersPortsAndForgetsNonsense() throws Exception {
        Path file = directory.resolve("ports");
        new PortMemory(file).keep(Map.of("web", 40_001, "web/admin", 40_002));
        Files.writeString(file, Files.readString(file) + "nonsense\nx=y\n");
        PortMemory memory = new PortMemory(file);
        assertThat(memory.port("web")).hasValue(40_001);
        assertThat(memory.port("web/admin")).hasValue(40_002);
        assertThat(memory.port("x")).isEmpty();
    }
}
