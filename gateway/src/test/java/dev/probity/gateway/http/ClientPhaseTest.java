package dev.probity.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.gateway.http.ClientPhase.Due;
import dev.probity.gateway.net.Timeouts;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ClientPhaseTest {
    private final ClientPhase phase = new ClientPhase(Timeouts.DEFAULT, 0);

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }

    @Test
    void closesAConnectionOnWhichNothingIsAsked() {
        assertThat(phase.due(seconds(75))).isEqualTo(Due.NOTHING);
        assertThat(phase.due(seconds(75) + 1)).isEqualTo(Due.CLOSE);
    }

    @Test
    void givesAHeadItsTimeFromTheFirstByte() {
        phase.awaitRestOfHead(seconds(5));
        phase.awaitRestOfHead(seconds(14)); // one byte more
        assertThat(phase.due(seconds(15))).isEqualTo(Due.NOTHING);
        assertThat(phase.due(seconds(15) + 1)).isEqualTo(Due.SAY_SO);
    }

    @Test
    void leavesAnExchangeToItself() {
        phase.beginExchange();
        assertThat(phase.due(seconds(10_000))).isEqualTo(Due.NOTHING);
        assertThat(phase.isBetweenRequests()).isFalse();

        phase.awaitRequest(seconds(10_000));
        assertThat(phase.isBetweenRequests()).isTrue();
        assertThat(phase.due(seconds(10_076))).isEqualTo(Due.CLOSE);
    }

    @Test
    void waitsALittleForTheClientToReadTheLastAnswer() {
        phase.beginLingering(0);
        assertThat(phase.due(seconds(60))).as("while it is written").isEqualTo(Due.NOTHING);
        phase.awaitEnd(seconds(60));
        assertThat(phase.due(seconds(62))).isEqualTo(Due.NOTHING);
        assertThat(phase.due(seconds(62) + 1)).isEqualTo(Due.CLOSE);
    }

    @Test
    void dropsOnlySoMuchMeanwhile() {
        assertThat(phase.mayDrop(1 << 20)).isTrue();
        assertThat(phase.mayDrop(1)).isFalse();
    }
}
