package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

/// What is left where a machine offers nothing.
class DescentTreeIT {

    @Test
    void killsAProgramWithItsDescendants() throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", "sleep 300 & sh -c 'sleep 301; :'").start();
        var tree = new DescentTree("mark.");
        tree.rootedAt(process.toHandle());
        await().atMost(Stage.SOON).until(() -> tree.members().size() >= 4);
        var members = tree.members();

        tree.kill();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(Stage.SOON)
                .until(() -> members.stream().noneMatch(one -> ProcessTable.alive(one.pid())));
    }
}
