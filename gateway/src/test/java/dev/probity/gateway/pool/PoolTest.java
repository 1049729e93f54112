package dev.probity.gateway.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class PoolTest {
    private static final Endpoint A = new Endpoint("a", "127.0.0.1", 1);
    private static final Endpoint B = new Endpoint("b", "127.0.0.1", 2);
    private static final Endpoint C = new Endpoint("c", "127.0.0.1", 3);

    private final Recorder carriers = new Recorder();
    private final Pool pool = new Pool("web", carriers);
    private final SplittableRandom random = new SplittableRandom(42);

    @Test
    void picksNobodyFromAnEmptyPool() {
        assertThat(pool.pick(Tried.NONE, 0, random)).isEmpty();
    }

    @Test
    void prefersTheOneWithLessInFlight() {
        pool.publish(List.of(A, B));
        Map<Endpoint, Integer> picked = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            picked.merge(pick().endpoint(), 1, Integer::sum);
        }
        assertThat(picked).containsEntry(A, 50).containsEntry(B, 50);
    }

    /// One that hangs keeps what it has; everybody else shares the rest.
    @Test
    void sendsLittleToOneThatDoesNotFinish() {
        pool.publish(List.of(A, B, C));
        int hung = 0;
        for (int i = 0; i < 300; i++) {
            Member member = pick();
            if (member.endpoint().equals(A)) {
                hung++;
            } else {
                member.end();
            }
        }
        assertThat(hung).isLessThan(5);
    }

    @Test
    void avoidsOneThatRefusedUntilItsTime() {
        pool.publish(List.of(A, B));
        Member refused = pick();
        refused.end();
        refused.avoidUntil(1000);
        for (int i = 0; i < 20; i++) {
            Member other = pool.pick(Tried.NONE, 999, random).orElseThrow();
            assertThat(other).isNotSameAs(refused);
        }
        assertThat(pool.pick(Tried.NONE, 1000, random)).containsSame(refused);
    }

    @Test
    void takesOneThatRefusedWhenThereIsNoOther() {
        pool.publish(List.of(A));
        pick().avoidUntil(Long.MAX_VALUE);
        assertThat(pool.pick(Tried.NONE, 0, random)).isPresent();
    }

    @Test
    void takesThoseThatWereTriedLast() {
        pool.publish(List.of(A, B, C));
        Tried tried = Tried.NONE;
        List<Endpoint> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Member member = pool.pick(tried, 0, random).orElseThrow();
            order.add(member.endpoint());
            tried = tried.and(member);
        }
        assertThat(order).containsExactlyInAnyOrder(A, B, C);
        assertThat(pool.pick(tried, 0, random)).isPresent();
    }

    @Test
    void tellsTheCarriersWhoHasLeft() {
        pool.publish(List.of(A, B));
        pool.publish(List.of(B, C));
        assertThat(carriers.left).extracting(Member::endpoint).containsExactly(A);
    }

    @Test
    void endsADrainWithTheLastRequest() {
        pool.publish(List.of(A));
        Member first = pick();
        pick();
        var drained = pool.drain(A, Duration.ofSeconds(1)).toCompletableFuture();
        assertThat(pool.pick(Tried.NONE, 0, random)).isEmpty();
        first.end();
        assertThat(drained).isNotDone();
        first.end();
        assertThat(drained).isCompletedWithValue(0);
        carriers.due.forEach(Runnable::run);
        assertThat(carriers.cut).isEmpty();
    }

    @Test
    void cutsWhatIsLeftAtTheLimit() {
        pool.publish(List.of(A));
        pick();
        pick();
        var drained = pool.drain(A, Duration.ofSeconds(1)).toCompletableFuture();
        carriers.due.forEach(Runnable::run);
        assertThat(drained).isCompletedWithValue(2);
        assertThat(carriers.cut).hasSize(1);
    }

    @Test
    void givesADrainedEndpointANewMemberWithItsOldCounts() {
        pool.publish(List.of(A));
        Member before = pick();
        before.meter().request();
        pool.drain(A, Duration.ofSeconds(1));
        pool.publish(List.of(A));
        Member after = pick();
        assertThat(after).isNotSameAs(before);
        assertThat(pool.snapshot().requests()).isEqualTo(1);
    }

    @Test
    void drainsWhatItDoesNotKnowAtOnce() {
        assertThat(pool.drain(A, Duration.ofSeconds(1)).toCompletableFuture())
                .isCompletedWithValue(0);
    }

    @Test
    void forgetsEndpointsThatLeftLongAgo() {
        for (int port = 1; port <= 1000; port++) {
            pool.publish(List.of(new Endpoint("a", "127.0.0.1", port)));
        }
        assertThat(pool.snapshot().endpoints()).hasSizeLessThan(100);
    }

    @Test
    void knowsHowLongThingsTook() {
        var histogram = new LatencyHistogram();
        IntStream.rangeClosed(1, 100).forEach(i -> histogram.record(i * 1_000_000L));
        LatencySnapshot snapshot = histogram.snapshot();
        assertThat(snapshot.count()).isEqualTo(100);
        assertThat(snapshot.quantile(0.5).orElseThrow())
                .isBetween(Duration.ofMillis(50), Duration.ofMillis(63));
        assertThat(snapshot.quantile(1).orElseThrow())
                .isBetween(Duration.ofMillis(100), Duration.ofMillis(126));
    }

    @Test
    void countsTheShortestAndTheLongest() {
        for (long nanos : new long[] {0, 1, 16_383, 16_384, Long.MAX_VALUE}) {
            int bucket = LatencyHistogram.bucketOf(nanos);
            assertThat(bucket).isBetween(0, LatencyHistogram.BUCKETS - 1);
        }
        for (int bucket = 1; bucket < LatencyHistogram.BUCKETS; bucket++) {
            long start = LatencyHistogram.endOf(bucket - 1);
            assertThat(LatencyHistogram.bucketOf(start)).isEqualTo(bucket);
            assertThat(LatencyHistogram.bucketOf(start - 1)).isEqualTo(bucket - 1);
        }
    }

    private Member pick() {
        return pool.pick(Tried.NONE, 0, random).orElseThrow();
    }

    private static final class Recorder implements Carriers {
        private final List<Member> left = new ArrayList<>();
        private final List<Member> cut = new ArrayList<>();
        private final List<Runnable> due = new ArrayList<>();

        @Override
        public void left(Member member) {
            left.add(member);
        }

        @Override
        public void cut(Member member) {
            cut.add(member);
        }

        @Override
        public void after(Duration delay, Runnable action) {
            due.add(action);
        }
    }
}
