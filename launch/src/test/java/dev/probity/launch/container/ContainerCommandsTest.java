package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ContainerCommandsTest {

    @Test
    void tellAProgramThatIsNotThereFromOneThatFailed() {
        String reason = "OCI runtime exec failed: exec: \"nope\": not found\nmore";

        assertThat(ContainerCommands.neverRan(new ExecResult.Exited(127, "", reason)))
                .isEqualTo(
                        new ExecResult.CouldNotStart(
                                "OCI runtime exec failed: exec: \"nope\": not found"));
        var own = new ExecResult.Exited(127, "", "sh: nope: not found");
        assertThat(ContainerCommands.neverRan(own)).isEqualTo(own);
        var failed = new ExecResult.Exited(1, "", reason);
        assertThat(ContainerCommands.neverRan(failed)).isEqualTo(failed);
    }

    @Test
    void needAContainerThatRuns() {
        List<ExecResult> answers = new ArrayList<>();
        var incarnation = new Incarnation(new ReplicaId("web", 1), "web", "web_1");

        new ContainerCommands(_ -> Optional.empty())
                .exec(
                        incarnation,
                        new ExecRequest(List.of("true"), Duration.ofSeconds(1), 100),
                        answers::add);

        assertThat(answers).containsExactly(new ExecResult.CouldNotStart("web_1 is not running"));
    }
}
