package dev.probity.probes.wire;

/// What is left of a connection that never was one.
enum ClosedWire implements Wire {
    CLOSED;

    @Override
    public void send(byte[] bytes) {}

    @Override
    public void close() {}
}
