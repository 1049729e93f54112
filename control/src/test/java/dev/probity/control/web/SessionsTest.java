package dev.probity.control.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Sessions sessions = new Sessions();

    @Test
    void letsOneInForEachLinkAndOnlyInTime() {
        String link = sessions.newLink(NOW);
        String late = sessions.newLink(NOW);
        String session = sessions.redeem(link, NOW.plusSeconds(599)).orElseThrow();
        assertThat(sessions.redeem(link, NOW)).isEmpty();
        assertThat(sessions.redeem(late, NOW.plus(Sessions.LINK_LIFE))).isEmpty();
        assertThat(sessions.redeem("", NOW)).isEmpty();
        assertThat(sessions.knows(session, NOW.plus(Sessions.SESSION_LIFE))).isTrue();
        assertThat(sessions.knows(session, NOW.plusSeconds(600).plus(Sessions.SESSION_LIFE)))
                .isFalse();
        assertThat(sessions.knows(link, NOW)).isFalse();
    }

    @Test
    void forgetsTheOldestOfManyUnusedLinks() {
        List<String> links = new ArrayList<>();
        for (int count = 0; count < 100; count++) {
            links.add(sessions.newLink(NOW));
        }
        assertThat(links.stream().filter(link -> sessions.redeem(link, NOW).isPresent()).count())
                .isEqualTo(16);
        assertThat(links).doesNotHaveDuplicates().allMatch(link -> link.matches("[\\w-]{43}"));
    }

    @ParameterizedTest
    @CsvSource({
        "7710, 127.0.0.1, 7710",
        "localhost:80, localhost, 80",
        "0.0.0.0:1, 0.0.0.0, 1",
        "[::1]:9, ::1, 9"
    })
    void readsAddresses(String text, String host, int port) {
        assertThat(WebAddress.parse(text)).contains(new WebAddress(host, port));
    }

    @ParameterizedTest
    @CsvSource({"99999", "::1:9", "web", "web:", "':8'", "a b:8", "[x]:1", "-1", "1:2:3"})
    void takesNothingElseForAnAddress(String text) {
        assertThat(WebAddress.parse(text)).isEmpty();
    }

    @Test
    void asksForTlsWhereOthersCouldListen() throws Exception {
        Optional<WebAddress> everywhere = WebAddress.parse("0.0.0.0:8443");
        assertThatThrownBy(() -> WebSettings.of(everywhere, Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("certificate");
        assertThat(
                        WebSettings.of(WebAddress.parse("[::1]:8443"), Optional.empty(), true)
                                .readOnly())
                .isTrue();
    }
}
