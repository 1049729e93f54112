package dev.probity.probes.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/// The two messages of `grpc.health.v1`, in protocol buffers and gRPC's five bytes before them.
final class HealthMessages {

    private static final int PREFIX = 5;
    private static final int FIELD_1_VARINT = 1 << 3;
    private static final int FIELD_1_BYTES = (1 << 3) | 2;

    private HealthMessages() {}

    /// `HealthCheckRequest{service}`; an empty name is not written, as in all of proto3.
    static ByteBuf request(String service) {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        ByteBuf message = Unpooled.buffer(16 + name.length);
        message.writeByte(0).writeInt(0);
        if (name.length > 0) {
            message.writeByte(FIELD_1_BYTES);
            writeVarint(message, name.length);
            message.writeBytes(name);
        }
        return message.setInt(1, message.readableBytes() - PREFIX);
    }

    private static void writeVarint(ByteBuf buffer, int value) {
        int rest = value;
        while (rest > 0x7f) {
            buffer.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        buffer.writeByte(rest);
    }

    /// The number in `HealthCheckResponse{status}`; empty while the message is not there in full,
    /// or when it is none.
    static OptionalInt status(ByteBuf received) {
        if (received.readableBytes() < PREFIX || received.getByte(received.readerIndex()) != 0) {
            return OptionalInt.empty();
        }
        int start = received.readerIndex() + PREFIX;
        int length = received.getInt(received.readerIndex() + 1);
        if (length < 0 || received.readableBytes() < PREFIX + length) {
            return OptionalInt.empty();
        }
        return statusIn(received.slice(start, length));
    }

    private static OptionalInt statusIn(ByteBuf message) {
        int status = 0;
        while (message.isReadable()) {
            long tag = readVarint(message);
            long value = (tag & 7) == 0 ? readVarint(message) : -1;
            if (value < 0) {
                // A field that this message has never had.
                return OptionalInt.empty();
            }
            if (tag == FIELD_1_VARINT) {
                status = (int) value;
            }
        }
        return OptionalInt.of(status);
    }

    /// @return -1 when there is none
    private static long readVarint(ByteBuf buffer) {
        long value = 0;
        for (int shift = 0; shift < 63 && buffer.isReadable(); shift += 7) {
            int octet = buffer.readByte();
            value |= (long) (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        return -1;
    }
}
