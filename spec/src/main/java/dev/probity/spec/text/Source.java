package dev.probity.spec.text;

import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A text and the name by which diagnostics call it.
public record Source(String name, String text) {
    /// A generous file of a thousand services has 300 KB.
    static final int MAX_BYTES = 1 << 20;

    /// The text in the bytes: UTF-8, or UTF-16 with its byte order mark.
    public static Optional<Source> decode(String name, byte[] bytes, Diagnostics diagnostics) {
        if (bytes.length > MAX_BYTES) {
            diagnostics.error(
                    SpecCode.TOO_LARGE,
                    new Origin.Position(name, 1, 1),
                    "the file has " + bytes.length + " bytes; the most is " + MAX_BYTES);
            return Optional.empty();
        }
        Charset charset = charset(bytes);
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            diagnostics.error(
                    SpecCode.ENCODING,
                    position(name, text, text.length()),
                    "the bytes here are not " + charset.name() + " text",
                    "save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(new Source(name, withoutMark(text.toString())));
    }

    /// The place of a character, counted in characters of the text.
    Origin.Position positionOf(int index) {
        return position(name, text, index);
    }

    private static Origin.Position position(String name, CharSequence text, int index) {
        int line = 1;
        int column = 1;
        for (int at = 0; at < Math.min(index, text.length()); at++) {
            if (text.charAt(at) == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(text.charAt(at))) {
                column++;
            }
        }
        return new Origin.Position(name, line, column);
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2) {
            int mark = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
            if (mark == 0xFEFF) {
                return StandardCharsets.UTF_16BE;
            }
            if (mark == 0xFFFE) {
                return StandardCharsets.UTF_16LE;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
