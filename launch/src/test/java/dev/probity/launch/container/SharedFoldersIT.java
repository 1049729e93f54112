package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.launch.LaunchPlan;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What one container of a replica hands on to another, in a real engine.
@Tag("whole")
@Timeout(120)
@ResourceLock("the firewall, which engines share")
class SharedFoldersIT {
    @TempDir private Path state;

    @Test
    void aFolderIsSharedUntilTheReplicaIsGone() throws Exception {
        try (RealEngine engine = PodmanEngine.open()) {
            try (var stage = new ContainerStage(engine.environment(), engine.image(), state)) {
                handOn(stage);
                stage.retire();
                await().atMost(ContainerStage.SOON).until(() -> isEmpty(state.resolve("shared")));
            }
            assertThat(state.resolve("shared")).doesNotExist();
        }
    }

    private static void handOn(ContainerStage stage) throws InterruptedException {
        String write = "mkdir /out/a && echo handed on > /out/a/b";
        String read = "cat /in/a/b; echo x 2>/dev/null > /in/c || echo read-only";

        LaunchPlan writer =
                stage.plan(sharing(stage.image("sh", "-c", write), "/out", false), Map.of());
        stage.launch(as("65534:65534", writer)); // not the owner of the folder
        stage.next(Event.Started.class);
        assertThat(stage.next(Event.Exited.class).exit().code()).isZero();

        stage.launch(sharing(stage.image("sh", "-c", read), "/in", true));
        stage.next(Event.Started.class);
        assertThat(stage.next(Event.Exited.class).exit().code()).isZero();
        await().atMost(ContainerStage.SOON).until(() -> stage.stdout().size() == 2);
        assertThat(stage.stdout()).containsExactly("handed on", "read-only");
    }

    private static Workload.Image sharing(Workload.Image image, String path, boolean readOnly) {
        return image.within(Sandbox.PLAIN.with(List.of(new Volume.Shared("work", path, readOnly))));
    }

    private static LaunchPlan as(String user, LaunchPlan plan) {
        return new LaunchPlan(
                plan.command(),
                plan.environment(),
                plan.workingDirectory(),
                Optional.of(user),
                plan.output(),
                plan.image());
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        }
    }
}
