package dev.probity.gateway.wire;

import static dev.probity.gateway.wire.BadMessage.malformed;

import io.netty.buffer.ByteBuf;

/// Follows the framing of a chunked body, as strictly as a head is read.
final class ChunkReader {
    private static final int SIZE_DIGITS = 15; // fits into a long
    private static final int MAX_EXTENSION = 4 * 1024; // nobody uses them
    private static final int MAX_TRAILERS = 16 * 1024;

    private enum Expected {
        FIRST_SIZE_DIGIT,
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LF,
        END_LF,
        NOTHING
    }

    private Expected expected = Expected.FIRST_SIZE_DIGIT;
    private long size;
    private int sizeDigits;
    private int overhead; // bytes of the current extension, or of all trailers

    boolean isDone() {
        return expected == Expected.NOTHING;
    }

    boolean isAtData() {
        return expected == Expected.DATA;
    }

    /// Reads one byte of framing, or as much data as there is.
    ///
    /// @return the place behind it
    int read(ByteBuf buffer, int at, int end) {
        if (expected == Expected.DATA) {
            int length = (int) Math.min(size, end - at);
            size -= length;
            if (size == 0) {
                expected = Expected.DATA_CR;
            }
            return at + length;
        }
        expected = after(buffer.getByte(at));
        return at + 1;
    }

    private Expected after(byte octet) {
        return switch (expected) {
            case FIRST_SIZE_DIGIT, SIZE -> afterSize(octet);
            case EXTENSION -> afterExtension(octet);
            case SIZE_LF -> {
                require(octet == Octets.LF, "a chunk's size does not end with CR LF");
                overhead = 0;
                yield size == 0 ? Expected.TRAILER_START : Expected.DATA;
            }
            case DATA_CR -> {
                require(octet == Octets.CR, "a chunk is longer than its size");
                yield Expected.DATA_LF;
            }
            case DATA_LF -> {
                require(octet == Octets.LF, "a chunk does not end with CR LF");
                sizeDigits = 0;
                yield Expected.FIRST_SIZE_DIGIT;
            }
            case TRAILER_START, TRAILER_NAME, TRAILER_VALUE -> afterTrailer(octet);
            case TRAILER_LF -> {
                require(octet == Octets.LF, "a trailer does not end with CR LF");
                yield Expected.TRAILER_START;
            }
            case END_LF -> {
                require(octet == Octets.LF, "the chunks do not end with CR LF");
                yield Expected.NOTHING;
            }
            case DATA, NOTHING -> throw new IllegalStateException("read() does not come here");
        };
    }

    private Expected afterSize(byte octet) {
        int digit = Octets.hexDigit(octet);
        if (digit >= 0) {
            size = expected == Expected.FIRST_SIZE_DIGIT ? digit : size * 16 + digit;
            sizeDigits++;
            require(sizeDigits <= SIZE_DIGITS, "a chunk's size is too large");
            return Expected.SIZE;
        }
        require(expected == Expected.SIZE, "a chunk has no size");
        if (octet == ';') {
            return Expected.EXTENSION;
        }
        require(octet == Octets.CR, "a chunk's size is not a hexadecimal number");
        return Expected.SIZE_LF;
    }

    private Expected afterExtension(byte octet) {
        if (octet == Octets.CR) {
            return Expected.SIZE_LF;
        }
        require(Octets.isValue(octet), "a chunk's extension is not valid");
        require(++overhead <= MAX_EXTENSION, "a chunk's extension is too long");
        return Expected.EXTENSION;
    }

    private Expected afterTrailer(byte octet) {
        require(++overhead <= MAX_TRAILERS, "the trailers are too long");
        boolean inName = expected != Expected.TRAILER_VALUE;
        if (octet == Octets.CR && expected != Expected.TRAILER_NAME) {
            return expected == Expected.TRAILER_START ? Expected.END_LF : Expected.TRAILER_LF;
        }
        if (inName && octet == ':' && expected == Expected.TRAILER_NAME) {
            return Expected.TRAILER_VALUE;
        }
        require(inName ? Octets.isToken(octet) : Octets.isValue(octet), "a trailer is not valid");
        return inName ? Expected.TRAILER_NAME : Expected.TRAILER_VALUE;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw malformed(otherwise);
        }
    }
}
