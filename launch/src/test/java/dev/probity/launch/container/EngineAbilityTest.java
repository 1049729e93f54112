package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.spec.Sandbox;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

class EngineAbilityTest {
    private static final Sandbox LIMITED =
            new Sandbox(
                    Optional.empty(),
                    List.of(),
                    OptionalLong.of(1 << 20),
                    OptionalInt.of(500),
                    OptionalInt.empty(),
                    false,
                    Optional.empty(),
                    Map.of());

    @Test
    void limitsWhatItSaysThatItLimits() throws Exception {
        assertThat(ability("Podman", "{}").ignored(LIMITED)).isEmpty();
        assertThat(ability("Docker", "{'MemoryLimit': false}").ignored(LIMITED))
                .containsExactly("memory limits are ignored by the engine");
        assertThat(ability("Docker", "{'CpuCfsQuota': false}").ignored(LIMITED))
                .containsExactly("processor limits are ignored by the engine");
        assertThat(ability("Docker", "{'MemoryLimit': false}").ignored(Sandbox.PLAIN)).isEmpty();
    }

    /// Podman 4.3 says MemoryLimit of one that ignores it.
    @Test
    void limitsNothingWithoutRootOnControlGroupsOfVersionOne() throws Exception {
        assertThat(
                        ability("Podman", rootless("'MemoryLimit': true, 'CgroupVersion': '1'"))
                                .ignored(LIMITED))
                .hasSize(2);
        assertThat(ability("Podman", rootless("'CgroupVersion': '2'")).ignored(LIMITED)).isEmpty();
        assertThat(ability("Podman", "{'CgroupVersion': '1'}").ignored(LIMITED)).isEmpty();
    }

    @Test
    void hidesTheNetworksOfPodmanWithoutRootOnly() throws Exception {
        assertThat(ability("Podman", rootless("'CgroupVersion': '2'")).hidesNetworks()).isTrue();
        String docker = "{'SecurityOptions': ['name=rootless'], 'CgroupVersion': '1'}";
        assertThat(ability("Docker", docker).hidesNetworks()).isFalse();
        assertThat(ability("Docker", docker).rootless()).isTrue();
        assertThat(ability("Podman", "{}").hidesNetworks()).isFalse();
    }

    private static String rootless(String more) {
        return "{'Rootless': true, 'SecurityOptions': ['name=seccomp'], " + more + "}";
    }

    private static EngineAbility ability(String name, String info) throws Exception {
        return EngineAbility.of(
                new EngineVersion(name, "4.3.1", "1.41"),
                new ObjectMapper().readTree(info.replace('\'', '"')));
    }
}
