package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalLong;

class MemoryDeathTest {
    private static final OptionalLong LIMIT = OptionalLong.of(64 << 20);

    @Test
    void saysWhatTheEngineKnows() {
        assertThat(reason(137, LIMIT, true)).contains("out of memory: its limit is 64 MiB");
        assertThat(reason(1, OptionalLong.empty(), true)).contains("out of memory");
    }

    @Test
    void callsItProbableWhereTheEngineIsSilent() {
        assertThat(reason(137, LIMIT, false))
                .contains("probably out of memory: killed, and its limit is 64 MiB");
    }

    @Test
    void blamesNothingElseOnMemory() {
        assertThat(reason(137, OptionalLong.empty(), false)).isEmpty();
        assertThat(reason(1, LIMIT, false)).isEmpty();
        assertThat(MemoryDeath.reason(143, LIMIT, Optional.empty())).isEmpty();
    }

    private static Optional<String> reason(int code, OptionalLong limit, boolean told) {
        return MemoryDeath.reason(
                code,
                limit,
                Optional.of(JsonNodeFactory.instance.objectNode().put("OOMKilled", told)));
    }
}
