package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

class AbilityTest {

    private static final Optional<Path> SHELL = Optional.of(Path.of("/bin/sh"));
    private static final Optional<Path> GROUP = Optional.of(Path.of("/sys/fs/cgroup/mine"));
    private static final Optional<Path> NONE = Optional.empty();

    private static Reach reach(Optional<Path> shell, Optional<Path> group, boolean processTable) {
        return new Ability(shell, NONE, NONE, group, processTable, false).reach();
    }

    @Test
    void reachesAsFarAsTheMachineAllows() {
        assertThat(reach(SHELL, GROUP, true)).isEqualTo(Reach.CONTROL_GROUP);
        assertThat(reach(SHELL, NONE, true)).isEqualTo(Reach.MARK);
        assertThat(reach(SHELL, NONE, false)).isEqualTo(Reach.DESCENT);
        assertThat(reach(NONE, GROUP, true)).isEqualTo(Reach.DESCENT);
    }

    @Test
    void reportsWhatIsMissing() {
        assertThat(new Ability(NONE, NONE, NONE, NONE, false, false).report())
                .anyMatch(line -> line.startsWith("no setpriv"))
                .anyMatch(line -> line.startsWith("no setsid"))
                .anyMatch(line -> line.startsWith("not root"));
    }
}
