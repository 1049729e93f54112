package dev.probity.probes.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Handler.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class HttpRequestTest {

    @Test
    void hasTheHeadersOfAProbe() {
        assertThat(text())
                .isEqualTo(
                        """
                        GET /x HTTP/1.1
                        Host: h:80
                        User-Agent: agent/1
                        Accept: */*
                        Connection: close

                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void leavesOutAnEmptyUserAgentAndAccept() {
        assertThat(text(new Header("user-agent", ""), new Header("accept", "")))
                .doesNotContain("User-Agent", "Accept");
    }

    @Test
    void sendsRepeatedHeadersInOrderAndInCanonicalCase() {
        assertThat(text(new Header("x-a", "1"), new Header("X-A", "2")))
                .contains("X-A: 1\r\nX-A: 2\r\n");
    }

    @Test
    void promisesNoBody() {
        assertThat(text(new Header("Content-Length", "5"), new Header("Transfer-Encoding", "x")))
                .doesNotContain("Content-Length", "Transfer-Encoding");
    }

    @Test
    void closesOnceWhenTheProbeSaysSoItself() {
        assertThat(text(new Header("Connection", "close"))).containsOnlyOnce("close");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    X Y | v   | net/http: invalid header field name "X Y"
                    X-Y | a;b | net/http: invalid header field value for "X-Y"
                    """)
    void letsNoHeaderSmuggleInALine(String name, String value, String complaint) {
        Header header = new Header(name, value.replace(";", "\r\n"));
        assertThat(request(header).problem()).contains(complaint);
    }

    private static String text(Header... headers) {
        return new String(request(headers).bytes(), StandardCharsets.UTF_8);
    }

    private static HttpRequest request(Header... headers) {
        return new HttpRequest(
                Url.of("http", "h:80", "/x"),
                Optional.empty(),
                List.of(headers),
                "agent/1",
                Optional.empty());
    }
}
