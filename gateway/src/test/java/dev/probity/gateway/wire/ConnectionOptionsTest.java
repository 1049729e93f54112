package dev.probity.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

class ConnectionOptionsTest {
    private final ConnectionOptions options = new ConnectionOptions();

    private void read(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        options.read(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                  true,  false",
        "close,               false, false",
        "Keep-Alive,          true,  true",
        "'keep-alive, close', false, false",
        "' ,\tCLOSE ,',      false, false",
        "closed,              true,  false",
    })
    void keepAConnectionByTheVersionAndWhatIsSaid(String value, boolean http11, boolean http10) {
        read(value);

        assertThat(options.isPersistent(false)).isEqualTo(http11);
        assertThat(options.isPersistent(true)).isEqualTo(http10);
    }

    @Test
    void nominateFieldsByAnyOtherName() {
        read("keep-alive, , upgrade");
        assertThat(options.asksForUpgrade()).isTrue();
        assertThat(options.nominates()).isFalse();
        read("X-Mine");
        assertThat(options.nominates()).isTrue();
    }

    @Test
    void forgetTheHeadBefore() {
        read("close, upgrade, x");
        options.reset();
        assertThat(options.isPersistent(false)).isTrue();
        assertThat(options.asksForUpgrade()).isFalse();
        assertThat(options.nominates()).isFalse();
    }
}
