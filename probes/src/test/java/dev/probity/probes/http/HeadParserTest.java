package dev.probity.probes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.probity.probes.http.ResponseHead.Framing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

class HeadParserTest {

    private static final String BROKEN = "net/http: HTTP/1.x transport connection broken: ";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    garbage~ | malformed HTTP response "garbage"
                    HTTP/1.1 | malformed HTTP response "HTTP/1.1"
                    HTTP/1.1 2000 OK | malformed HTTP status code "2000"
                    HTTP/1.1 20x OK | malformed HTTP status code "20x"
                    HTTP/1.1 -20 OK | malformed HTTP status code "-20"
                    HTTZ/1.1 200 OK | malformed HTTP version "HTTZ/1.1"
                    HTTP/11 200 OK | malformed HTTP version "HTTP/11"
                    HTTP/1.1 200 OK;no colon | malformed MIME header line: no colon
                    HTTP/1.1 200 OK;: no name | malformed MIME header line: : no name
                    HTTP/1.1 200 OK;na(me: x | malformed MIME header line: na(me: x
                    HTTP/1.1 200 OK;Content-Length: x; | bad Content-Length "x"
                    HTTP/1.1 200 OK;Content-Length: -1; | bad Content-Length "-1"
                    HTTP/1.1 200 OK;Content-Length:; | invalid empty Content-Length
                    HTTP/1.1 200 OK;Content-Length: 1;Content-Length: 2; | http: message cannot contain multiple Content-Length headers; got ["1" "2"]
                    HTTP/1.1 200 OK;Transfer-Encoding: gzip; | unsupported transfer encoding: "gzip"
                    HTTP/1.1 200 OK;Transfer-Encoding: a;Transfer-Encoding: b; | too many transfer encodings: ["a" "b"]
                    """)
    void refusesWhatGoRefuses(String head, String complaint) {
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> parse(head.replace("~", "").replace(";", "\r\n") + "\r\n"))
                .extracting(MalformedAnswer::text)
                .isEqualTo(BROKEN + complaint);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200\r\n\r\n",
                "HTTP/1.1 200 \r\n\r\n",
                "HTTP/1.0 200 OK\n\n",
                "HTTP/3.7 200 OK\r\n\r\n",
                "HTTP/1.1   200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nSpace In: name\r\n\r\n",
                "HTTP/1.1 200 OK\r\nFolded: a\r\n b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nEmpty:\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLocation: /x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
            })
    void acceptsWhatGoAccepts(String head) throws MalformedAnswer {
        assertThat(parse(head))
                .isEqualTo(new ResponseHead(200, Optional.empty(), new Framing.UntilClose()));
    }

    @ParameterizedTest(name = "{0} {1} has {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1.1 | 200 | Content-Length: 7;                             | Length[bytes=7]
                    1.1 | 200 | Content-Length: 7;content-length: 7;           | Length[bytes=7]
                    1.1 | 200 | Transfer-Encoding: chunked;                    | Chunked[]
                    1.1 | 200 | Transfer-Encoding: Chunked;Content-Length: x;  | Chunked[]
                    1.0 | 200 | Transfer-Encoding: chunked;Content-Length: 7;  | Length[bytes=7]
                    1.1 | 204 | Content-Length: 7;                             | Length[bytes=0]
                    1.1 | 304 | Transfer-Encoding: chunked;                    | Length[bytes=0]
                    1.1 | 101 | Content-Length: 7;                             | UntilClose[]
                    1.1 | 404 | X: y;                                          | UntilClose[]
                    """)
    void knowsHowTheBodyEnds(String version, int status, String headers, String framing)
            throws MalformedAnswer {
        String head = "HTTP/" + version + " " + status + " X;" + headers + ";";
        assertThat(parse(head.replace(";", "\r\n")).framing()).hasToString(framing);
    }

    @Test
    void readsTheSameHoweverItIsCut() throws MalformedAnswer {
        byte[] head = bytes("HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 3\r\n\r\nabc");
        for (int cut = 1; cut < head.length - 4; cut++) {
            HeadParser parser = new HeadParser();
            assertThat(parser.accept(head, 0, cut)).isEqualTo(cut);
            assertThat(parser.accept(head, cut, head.length)).isEqualTo(head.length - 3);
            assertThat(parser.head())
                    .contains(new ResponseHead(302, Optional.of("/a"), new Framing.Length(3)));
        }
    }

    @Test
    void stopsAFloodOfHeadersWhereGoDoes() {
        HeadParser parser = new HeadParser();
        byte[] line = bytes("X-Flood: " + "x".repeat(8_000) + "\r\n");
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> {
                    parser.accept(bytes("HTTP/1.1 200 OK\r\n"), 0, 17);
                    for (int i = 0; i < 2_000; i++) {
                        parser.accept(line, 0, line.length);
                    }
                })
                .extracting(MalformedAnswer::text)
                .isEqualTo("net/http: server response headers exceeded 10485760 bytes; aborted");
    }

    @Test
    void losesPatienceWithAnnouncements() {
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> parse("HTTP/1.1 102 Processing\r\n\r\n".repeat(6)))
                .extracting(MalformedAnswer::text)
                .isEqualTo(BROKEN + "net/http: too many 1xx informational responses");
    }

    @ParameterizedTest(name = "after <{0}>: {1}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    |EOF
                    HTTP/1.1 200 OK|net/http: HTTP/1.x transport connection broken: unexpected EOF
                    half|net/http: HTTP/1.x transport connection broken: malformed HTTP response "half"
                    """)
    void saysHowFarItCame(String head, String complaint) throws MalformedAnswer {
        HeadParser parser = new HeadParser();
        byte[] bytes = bytes(head == null ? "" : head);
        assertThat(parser.accept(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        assertThat(parser.ended().text()).isEqualTo(complaint);
    }

    private static ResponseHead parse(String text) throws MalformedAnswer {
        HeadParser parser = new HeadParser();
        byte[] bytes = bytes(text);
        int _ = parser.accept(bytes, 0, bytes.length);
        return parser.head().orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
