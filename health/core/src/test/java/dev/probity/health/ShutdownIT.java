package dev.probity.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

class ShutdownIT {
    private final Health health = Health.named("service").start();
    private final Queue<String> order = new ConcurrentLinkedQueue<>();

    private Status readiness() {
        return health.report(Group.READINESS).status();
    }

    @Test
    void isUnreadyForTheWholeDrainAndAliveToTheEnd() {
        Shutdown shutdown =
                Shutdown.of(health)
                        .drain(Duration.ofMinutes(5))
                        .then("http", () -> order.add("http " + readiness()))
                        .then("database", () -> order.add("database"));

        CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(shutdown::run);
        await().until(() -> readiness() == Status.DOWN);
        assertThat(order).as("still served").isEmpty();
        assertThat(health.report(Group.LIVENESS).status()).isEqualTo(Status.UP);
        shutdown.now();

        assertThat(end.join()).isTrue();
        assertThat(List.copyOf(order)).containsExactly("http DOWN", "database");
    }

    @Test
    void aStepThatHangsOrFailsKeepsNoOtherFromItsTurn() {
        CountDownLatch never = new CountDownLatch(1);
        Shutdown shutdown =
                Shutdown.of(health)
                        .drain(Duration.ZERO)
                        .grace(Duration.ofMillis(200))
                        .then(
                                "failing",
                                () -> {
                                    throw new IOException("no");
                                })
                        .then("hanging", never::await)
                        .then("last", () -> order.add("last"));

        assertThat(shutdown.run()).as("in time").isFalse();

        await().until(() -> order.contains("last"));
        assertThat(shutdown.run()).as("once").isTrue();
    }
}
