package dev.probity.probes.wire;

/// A connection of one try. It belongs to one event loop, and so do all calls.
public interface Wire {

    /// Once it is open: hands all of this to the other side.
    void send(byte[] bytes);

    /// Lets go of it, in whatever state it is; its listener hears nothing more.
    void close();
}
