package dev.probity.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// However bytes are split, and whatever they are, what is read from them is the same, and reading
/// ends. Each seed is a run of its own; a failure names the seed and the bytes.
class SplitFuzzTest {
    private static final int ROUNDS = 3_000;
    private static final List<String> HEADS =
            List.of(
                    "GET /a/b?c=d HTTP/1.1\r\nHost: a.test\r\nAccept: */*\r\n\r\n",
                    "POST / HTTP/1.1\r\n"
                            + "Host: a\r\n"
                            + "Content-Length: 12\r\n"
                            + "Connection: close, x\r\n"
                            + "X: y\r\n\r\n",
                    "PUT http://a.test/x HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "\r\nGET / HTTP/1.0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nDate: now\r\n\r\n",
                    "HTTP/1.0 404\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
    private static final List<String> BODIES =
            List.of(
                    "3\r\nabc\r\n0\r\n\r\n",
                    "a;name=\"v\"\r\n0123456789\r\n00\r\nTrailer: v\r\n\r\nNEXT",
                    "1\r\nx\r\n1F\r\n0123456789012345678901234567890\r\n0\r\nA:\r\nB: c\r\n\r\n");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsAHeadTheSameHoweverItIsSplit(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutate(HEADS.get(random.nextInt(HEADS.size())), random);
            Head head = random.nextBoolean() ? new RequestHead(16) : new ResponseHead(16);
            String whole = readHead(head, bytes, bytes.length, random);
            String split = readHead(head, bytes, 1 + random.nextInt(5), random);
            assertThat(split).as("seed %d: %s", seed, printable(bytes)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsChunksTheSameHoweverTheyAreSplit(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutate(BODIES.get(random.nextInt(BODIES.size())), random);
            String whole = readBody(bytes, bytes.length, random);
            String split = readBody(bytes, 1 + random.nextInt(5), random);
            assertThat(split).as("seed %d: %s", seed, printable(bytes)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesGarbage(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(readHead(new RequestHead(8), bytes, 16, random)).isNotNull();
            assertThat(readHead(new ResponseHead(8), bytes, 16, random)).isNotNull();
            assertThat(readBody(bytes, 16, random)).isNotNull();
        }
    }

    /// Whatever passes is written as a head that reads the same, and holds nothing twice.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void writesOnlyHeadsThatItWouldAccept(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var rewriter =
                new RequestRewriter(
                        new ForwardedFields(java.net.InetAddress.getLoopbackAddress(), false),
                        "local:1");
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutate(HEADS.get(random.nextInt(4)), random);
            var head = new RequestHead(16);
            var collected = collect(bytes);
            if (accepts(head, collected)) {
                var written = new HeadBytes(64);
                rewriter.write(head, written);
                var again = new RequestHead(32);
                assertThat(again.read(written))
                        .as("seed %d: %s", seed, written)
                        .isEqualTo(written.length());
                assertThat(again.contentLength()).isEqualTo(head.contentLength());
                assertThat(again.isChunked()).isEqualTo(head.isChunked());
                assertThat(again.target()).isEqualTo(head.target());
            }
        }
    }

    private static boolean accepts(RequestHead head, HeadBytes bytes) {
        try {
            return head.read(bytes) != Head.INCOMPLETE;
        } catch (BadMessage bad) {
            return false;
        }
    }

    private static String readHead(Head head, byte[] bytes, int most, SplittableRandom random) {
        var collected = new HeadBytes(16);
        int at = 0;
        try {
            while (at < bytes.length) {
                int part = Math.min(1 + random.nextInt(most), bytes.length - at);
                collected.add(bytes, at, at + part);
                at += part;
                int end = head.read(collected);
                if (end != Head.INCOMPLETE) {
                    return "head of %d: %d %s %s"
                            .formatted(
                                    end,
                                    head.contentLength(),
                                    head.isChunked(),
                                    head.isPersistent());
                }
            }
            return "incomplete";
        } catch (BadMessage bad) {
            return bad.status() + " " + bad.reason();
        }
    }

    private static String readBody(byte[] bytes, int most, SplittableRandom random) {
        Body body = Body.chunked();
        ByteBuf all = Unpooled.wrappedBuffer(bytes);
        int taken = 0;
        try {
            while (all.isReadable() && !body.isDone()) {
                int part = Math.min(1 + random.nextInt(most), all.readableBytes());
                int used = body.take(all.slice(all.readerIndex(), part));
                taken += used;
                all.skipBytes(used);
            }
            return taken + " " + body.isDone();
        } catch (BadMessage bad) {
            return bad.reason();
        }
    }

    private static HeadBytes collect(byte[] bytes) {
        var collected = new HeadBytes(16);
        collected.add(bytes, 0, bytes.length);
        return collected;
    }

    /// Half of them stay whole; the others get a byte changed, removed or doubled here and there.
    private static byte[] mutate(String text, SplittableRandom random) {
        var bytes = new StringBuilder(text);
        int changes = random.nextBoolean() ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < changes && !bytes.isEmpty(); i++) {
            int at = random.nextInt(bytes.length());
            switch (random.nextInt(4)) {
                case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                case 1 -> bytes.deleteCharAt(at);
                case 2 -> bytes.insert(at, bytes.charAt(at));
                default -> bytes.insert(at, " \t\r\n:,;0".charAt(random.nextInt(8)));
            }
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
