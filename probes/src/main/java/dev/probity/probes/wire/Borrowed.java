package dev.probity.probes.wire;

import java.nio.ByteBuffer;

/// The one pair of buffers that all connections of an event loop use in turn, so that a connection
/// that waits holds none.
final class Borrowed {

    private final ByteBuffer direct;
    private final byte[] heap;

    Borrowed(int size) {
        direct = ByteBuffer.allocateDirect(size);
        heap = new byte[size];
    }

    /// For the system.
    ByteBuffer direct() {
        return direct;
    }

    /// The same bytes for a listener.
    byte[] heap() {
        return heap;
    }
}
