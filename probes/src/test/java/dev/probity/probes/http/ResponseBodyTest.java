package dev.probity.probes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.probity.probes.http.ResponseHead.Framing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

class ResponseBodyTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    3;abc;0;;                | abc
                    3;abc;2;de;0;;           | abcde
                    003;abc;0;;              | abc
                    3 ;abc;0;;               | abc
                    3,ext=1;abc;0;;          | abc
                    A;0123456789;0;;         | 0123456789
                    1;a;0;Trailer: x;;       | a
                    """)
    void readsChunks(String chunks, String text) throws MalformedAnswer {
        byte[] bytes = wire(chunks);
        for (int cut = 0; cut <= bytes.length; cut++) {
            ResponseBody body = new ResponseBody(new Framing.Chunked(), 10_240);
            body.accept(bytes, 0, cut);
            body.accept(bytes, cut, bytes.length);
            assertThat(body.isComplete()).isTrue();
            assertThat(body.text()).isEqualTo(text);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    x;          | invalid byte in chunk length
                    -1;         | invalid byte in chunk length
                    ;           | empty hex number for chunk length
                    3;abcd;     | malformed chunked encoding
                    1234567890123456; | http chunk length too large
                    """)
    void refusesBadChunks(String chunks, String complaint) {
        byte[] bytes = wire(chunks);
        ResponseBody body = new ResponseBody(new Framing.Chunked(), 10_240);
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> body.accept(bytes, 0, bytes.length))
                .extracting(MalformedAnswer::text)
                .isEqualTo(complaint);
    }

    @Test
    void refusesSizeLinesThatNeverEnd() {
        byte[] bytes =
                ("1," + "e".repeat(5_000)).replace(',', ';').getBytes(StandardCharsets.UTF_8);
        ResponseBody body = new ResponseBody(new Framing.Chunked(), 10_240);
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> body.accept(bytes, 0, bytes.length))
                .extracting(MalformedAnswer::text)
                .isEqualTo("header line too long");
    }

    @Test
    void refusesAChunkedBodyThatIsMostlyFraming() {
        byte[] chunk =
                ("1," + "e".repeat(1_000) + "\r\nx\r\n")
                        .replace(',', ';')
                        .getBytes(StandardCharsets.UTF_8);
        ResponseBody body = new ResponseBody(new Framing.Chunked(), 10_240);
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        body.accept(chunk, 0, chunk.length);
                    }
                })
                .extracting(MalformedAnswer::text)
                .isEqualTo("chunked encoding contains too much non-data");
    }

    @Test
    void refusesTrailersThatNeverEnd() {
        byte[] bytes = ("0\r\n" + "X: y\r\n".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        ResponseBody body = new ResponseBody(new Framing.Chunked(), 10_240);
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> body.accept(bytes, 0, bytes.length))
                .extracting(MalformedAnswer::text)
                .isEqualTo("http: suspiciously long trailer after chunked body");
    }

    @Test
    void isContentAtItsLimitWhateverFollows() throws MalformedAnswer {
        ResponseBody body = new ResponseBody(new Framing.UntilClose(), 4);
        byte[] bytes = wire("abcdefgh");
        body.accept(bytes, 0, bytes.length);
        assertThat(body.isComplete()).isTrue();
        assertThat(body.text()).isEqualTo("abcd");
    }

    @Test
    void takesAnEndForTheEndOnlyWhereNoLengthWasPromised() throws MalformedAnswer {
        new ResponseBody(new Framing.UntilClose(), 10).ended();
        ResponseBody promised = new ResponseBody(new Framing.Length(5), 10);
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(promised::ended)
                .extracting(MalformedAnswer::text)
                .isEqualTo("unexpected EOF");
    }

    @Test
    void needsNothingMoreForAnEmptyBody() {
        assertThat(new ResponseBody(new Framing.Length(0), 10).isComplete()).isTrue();
    }

    /// `;` is a line end here.
    private static byte[] wire(String text) {
        return text.replace(";", "\r\n").replace(",", ";").getBytes(StandardCharsets.UTF_8);
    }
}
