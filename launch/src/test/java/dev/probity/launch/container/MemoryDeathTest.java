package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalLong;

class MemoryDeathTest {
    private static final OptionalLong LIMIT = OptionalLong.of(64 << 20);

    @Test
    void saysWhatTheEngineKnows() throws Exception {
        assertThat(reason(137, LIMIT, true)).contains("out of memory: its limit is 64 MiB");
        assertThat(reason(1, OptionalLong.empty(), true)).contains("out of memory");
    }

    @Test
    void callsItProbableWhereTheEngineAndTheKernelAreSilent() throws Exception {
        assertThat(reason(137, LIMIT, false))
                .contains("probably out of memory: killed, and its limit is 64 MiB");
    }

    @Test
    void saysWhatTheKernelKnows() throws Exception {
        assertThat(MemoryDeath.reason(137, LIMIT, false, () -> true))
                .contains("out of memory: its limit is 64 MiB");
    }

    /// As kernel 6.18 writes it.
    @Test
    void believesTheKernelOfTheContainersOwnLimitOnly() {
        String line =
                "[50768.708438] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),"
                        + "cpuset=libpod-1e0b252e,mems_allowed=0,oom_memcg=/libpod_parent/"
                        + "libpod-1e0b252e,task_memcg=/libpod_parent/libpod-1e0b252e,task=tail,"
                        + "pid=376,uid=0";

        assertThat(KernelLog.isKill(line, "1e0b252e")).isTrue();
        assertThat(KernelLog.isKill(line, "1e0b252f")).isFalse();
        String ofTheParent = line.replace("parent/libpod-1e0b252e,task_", "parent,task_");
        assertThat(KernelLog.isKill(ofTheParent, "1e0b252e")).isFalse();
        String ofTheMachine = line.replace("CONSTRAINT_MEMCG", "CONSTRAINT_NONE");
        assertThat(KernelLog.isKill(ofTheMachine, "1e0b252e")).isFalse();
        assertThat(KernelLog.isKill("tail invoked oom-killer: order=0", "1e0b252e")).isFalse();
    }

    @Test
    void blamesNothingElseOnMemory() throws Exception {
        assertThat(reason(137, OptionalLong.empty(), false)).isEmpty();
        assertThat(reason(1, LIMIT, false)).isEmpty();
        assertThat(MemoryDeath.reason(143, LIMIT, false, () -> true)).isEmpty();
    }

    private static Optional<String> reason(int code, OptionalLong limit, boolean told)
            throws Exception {
        return MemoryDeath.reason(code, limit, told, () -> false);
    }
}
