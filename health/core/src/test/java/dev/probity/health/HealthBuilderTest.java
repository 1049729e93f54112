package dev.probity.health;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class HealthBuilderTest {

    private final HealthBuilder builder = Health.named("service");

    private static Check.Remote remote(String name) {
        return Check.remote(name, attempt -> Result.up().with("name", name));
    }

    @Test
    void keepsRemoteChecksOutOfLiveness() {
        // builder.liveness(remote("db")) does not compile; this is the way round it.
        assertThatThrownBy(() -> builder.group("liveness", remote("db")))
                .hasMessage(
                        "\"db\" asks something outside of this process; in liveness its failure"
                                + " would restart every replica at once: put it into readiness");
    }

    @Test
    void namesAreUsedOnce() {
        builder.readiness(remote("db"));

        assertThatThrownBy(() -> builder.readiness(remote("db")))
                .hasMessage("there are two different members called \"db\"");
        assertThatThrownBy(() -> builder.readiness(remote("DB")))
                .hasMessage("there are two different members called \"DB\" and \"db\"");
        assertThatThrownBy(() -> builder.readiness(Switch.on("db")))
                .hasMessage("there are two different members called \"db\"");
        assertThatThrownBy(() -> builder.readiness(remote("Traffic")))
                .hasMessage("\"Traffic\" is the library's own word; choose another name");
    }

    @Test
    void aMemberIsInAGroupOnce() {
        Check db = remote("db");
        builder.readiness(db);

        assertThatThrownBy(() -> builder.readiness(db))
                .hasMessage("\"db\" is in readiness already");
    }

    @Test
    void saysWhatANameOrAReasonMayBe() {
        assertThatThrownBy(() -> remote("my db"))
                .hasMessage(
                        "the check is called \"my db\"; a name has letters, digits, . _ and -, at"
                                + " most 63");
        assertThatThrownBy(() -> Result.down("Connection to jdbc:x://u:p@h refused"))
                .hasMessageStartingWith("a reason is a code such as database_not_accessible")
                .hasMessageNotContaining("jdbc");
    }

    @Test
    void thereIsALimit() {
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10_000; i++) {
                                builder.readiness(remote("pool-" + i));
                            }
                        })
                .hasMessage(
                        "there are more than 500 checks and switches; check a pool, not its"
                                + " members");
    }

    @Test
    void startingTakesTime() {
        assertThatThrownBy(() -> builder.startup(Duration.ZERO))
                .hasMessage("the start-up deadline is PT0S; it has to be positive");
    }
}
