package dev.probity.probes.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Answers that nobody would think of. Each seed is 20,000 of them; a failure names its seed and
/// number.
class ResponseFuzzTest {

    private static final int ANSWERS = 20_000;
    private static final int LIMIT = 100;

    private static final String[] PIECES = {
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.0 404 No\n",
        "HTTP/1.1 302 F\r\n",
        "HTTP/1.1 100 C\r\n\r\n",
        "Location: /x\r\n",
        "Content-Length: 5\r\n",
        "Content-Length: 99999999999\r\n",
        "Transfer-Encoding: chunked\r\n",
        " folded\r\n",
        "X: y\r\n",
        "\r\n",
        "\n",
        "\r",
        ":",
        "5\r\nhello\r\n",
        "0\r\n",
        "0\r\n\r\n",
        "ffffffffffffff\r\n",
        "5;x=y\r\n",
        "\0",
        "\u00ff",
        "hello",
        " ",
        "\t"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsAnythingInAnyPiecesWithTheSameEnd(long seed) {
        Random random = new Random(seed);
        for (int number = 0; number < ANSWERS; number++) {
            byte[] answer = answer(random);
            String whole = read(answer, answer.length);
            String pieces = read(answer, 1 + random.nextInt(7));
            assertThat(pieces).as("seed %d, answer %d", seed, number).isEqualTo(whole);
        }
    }

    private static byte[] answer(Random random) {
        StringBuilder answer = new StringBuilder();
        if (random.nextInt(4) > 0) {
            answer.append(PIECES[random.nextInt(3)]);
        }
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            answer.append(PIECES[random.nextInt(PIECES.length)]);
        }
        byte[] bytes = answer.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int flips = random.nextInt(3); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /// What a prober would see, as text.
    private static String read(byte[] answer, int size) {
        HeadParser parser = new HeadParser();
        ResponseBody body = null;
        try {
            for (int from = 0; from < answer.length; from += size) {
                int to = Math.min(answer.length, from + size);
                int position = from;
                if (body == null) {
                    position = parser.accept(answer, from, to);
                    if (parser.head().isEmpty()) {
                        continue;
                    }
                    body = new ResponseBody(parser.head().get().framing(), LIMIT);
                }
                body.accept(answer, position, to);
            }
            if (body == null) {
                return "no head: " + parser.ended().text();
            }
            body.ended();
            assertThat(body.text().length()).isLessThanOrEqualTo(LIMIT);
            return parser.head() + body.text();
        } catch (MalformedAnswer e) {
            return parser.head() + " malformed: " + e.text();
        }
    }
}
