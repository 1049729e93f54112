package dev.probity.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class FramingTest {
    private final Framing framing = new Framing();

    private void length(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        framing.readContentLength(bytes, 0, bytes.length);
    }

    private void encoding(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        framing.readTransferEncoding(bytes, 0, bytes.length);
    }

    @Test
    void isWithoutABodyUntilAHeadSaysSo() {
        assertThat(framing.contentLength()).isEqualTo(-1);
        assertThat(framing.isChunked()).isFalse();
    }

    @Test
    void readsTheLongestLengthThatFits() {
        length("999999999999999999");
        assertThat(framing.contentLength()).isEqualTo(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1_0", "0x10", "1,1", "1 1", "1000000000000000000"})
    void refusesLengthsThatOthersMayReadInAnotherWay(String value) {
        assertRefused(400, () -> length(value));
    }

    @Test
    void refusesWhatSaysItTwice() {
        length("5");
        assertRefused(400, () -> length("5"));
        assertRefused(400, () -> encoding("chunked"));
        framing.reset();
        encoding("Chunked");
        assertRefused(400, () -> encoding("chunked"));
        assertRefused(400, () -> length("5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, chunked", "chunked, chunked", "chunked;q=1", "xchunked"})
    void carriesNoOtherEncoding(String value) {
        assertRefused(501, () -> encoding(value));
    }

    private static void assertRefused(int status, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        BadMessage.class, bad -> assertThat(bad.status()).isEqualTo(status));
    }
}
