package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.runtime.loop.RunClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

@Timeout(20)
class SubscriptionTest {
    private final Announcer announcer = new Announcer(RunClock.start());

    @Test
    void tellsInOrderAndNumbersFromOne() throws InterruptedException {
        Subscription subscription = announcer.subscribe(10, 0);
        announcer.tell(new Notice.Mishap("a"));
        announcer.tell(new Notice.Mishap("b"));
        assertThat(all(subscription)).containsExactly("1 a", "2 b");
    }

    @Test
    void marksWhatASlowListenerMissedWhereItWasMissed() throws InterruptedException {
        Subscription subscription = announcer.subscribe(2, 0);
        for (String text : List.of("a", "b", "c", "d")) {
            announcer.tell(new Notice.Mishap(text));
        }
        assertThat(next(subscription)).isEqualTo("1 a");
        announcer.tell(new Notice.Mishap("e"));
        assertThat(all(subscription)).containsExactly("2 b", "missed 2", "5 e");
    }

    @Test
    void marksWhatWasMissedLastEvenWhenNothingFollows() throws InterruptedException {
        Subscription subscription = announcer.subscribe(1, 0);
        announcer.tell(new Notice.Mishap("a"));
        announcer.tell(new Notice.Mishap("b"));
        assertThat(all(subscription)).containsExactly("1 a", "missed 1");
    }

    @Test
    void beginsBehindWhatTheListenerKnows() throws InterruptedException {
        announcer.tell(new Notice.Mishap("a"));
        announcer.tell(new Notice.Mishap("b"));
        assertThat(all(announcer.subscribe(10, 1))).containsExactly("2 b");
        assertThat(all(announcer.subscribe(10, announcer.last()))).isEmpty();
    }

    @Test
    void isOverWhenEverythingIsReadAfterTheEnd() throws InterruptedException {
        Subscription subscription = announcer.subscribe(10, 0);
        announcer.tell(new Notice.Mishap("a"));
        announcer.end();
        assertThat(subscription.isOver()).isFalse();
        assertThat(all(subscription)).containsExactly("1 a");
        assertThat(subscription.isOver()).isTrue();
        assertThat(announcer.subscribe(10, announcer.last()).isOver()).isTrue();
    }

    private static List<String> all(Subscription subscription) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (String text = next(subscription); !text.isEmpty(); text = next(subscription)) {
            texts.add(text);
        }
        return texts;
    }

    private static String next(Subscription subscription) throws InterruptedException {
        return subscription.next(Duration.ZERO).map(SubscriptionTest::text).orElse("");
    }

    private static String text(Told told) {
        return switch (told.notice()) {
            case Notice.Mishap(String text) -> told.number() + " " + text;
            case Notice.Missed(long count) -> "missed " + count;
            default -> told.toString();
        };
    }
}
