package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class ControlGroupsTest {

    private static final String PURE =
            "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
    private static final String HYBRID =
            "40 23 0:35 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw";
    private static final String OLD =
            "41 23 0:36 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";

    @Test
    void findsTheGroupOnAMachineWithVersionTwoOnly() {
        assertThat(ControlGroups.own(List.of(PURE), List.of("0::/user.slice/session-3.scope")))
                .contains(Path.of("/sys/fs/cgroup/user.slice/session-3.scope"));
    }

    @Test
    void findsTheGroupAmongThoseOfVersionOne() {
        assertThat(ControlGroups.own(List.of(OLD, HYBRID), List.of("4:memory:/x", "0::/")))
                .contains(Path.of("/sys/fs/cgroup/unified"));
    }

    @Test
    void findsNoneWhereThereIsOnlyVersionOne() {
        assertThat(ControlGroups.own(List.of(OLD), List.of("4:memory:/x"))).isEmpty();
        assertThat(ControlGroups.own(List.of(OLD), List.of("0::/"))).isEmpty();
    }

    @Test
    void takesThePartOfTheHierarchyThatIsMounted() {
        String part = "29 23 0:26 /box /sys/fs/cgroup rw - cgroup2 cgroup2 rw";

        assertThat(ControlGroups.own(List.of(part), List.of("0::/box/inner")))
                .contains(Path.of("/sys/fs/cgroup/inner"));
        assertThat(ControlGroups.own(List.of(part), List.of("0::/../outside"))).isEmpty();
    }
}
