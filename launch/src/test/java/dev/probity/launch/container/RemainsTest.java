package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class RemainsTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Remains remains = new Remains();

    private static Incarnation incarnation(String container, int launch) {
        return new Incarnation(new ReplicaId("web", 1), container, container + "-" + launch);
    }

    @Test
    void holdUpTheNextOneOfTheSameContainerUntilTheyAreGone() throws Exception {
        Runnable first = remains.succeed(incarnation("web", 1), AT_ONCE);
        var second = new CompletableFuture<Runnable>();
        Thread.startVirtualThread(
                () -> second.complete(remains.succeed(incarnation("web", 2), LONG)));
        assertThat(remains.awaitAll(AT_ONCE)).isFalse();

        first.run();
        second.get(10, TimeUnit.SECONDS).run();

        assertThat(remains.awaitAll(AT_ONCE)).isTrue();
    }

    @Test
    void holdUpNobodyElse() {
        var first = remains.succeed(incarnation("web", 1), AT_ONCE);
        remains.succeed(incarnation("sidecar", 1), LONG).run();

        assertThat(remains.awaitAll(AT_ONCE)).isFalse();
        first.run();
        assertThat(remains.awaitAll(AT_ONCE)).isTrue();
    }

    @Test
    void areNotWaitedForForEver() {
        var stuck = remains.succeed(incarnation("web", 1), AT_ONCE);
        var next = remains.succeed(incarnation("web", 2), AT_ONCE);

        stuck.run();
        assertThat(remains.awaitAll(AT_ONCE)).as("the next one's own").isFalse();
        next.run();
        assertThat(remains.awaitAll(AT_ONCE)).isTrue();
    }
}
