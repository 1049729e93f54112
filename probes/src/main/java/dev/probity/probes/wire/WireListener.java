package dev.probity.probes.wire;

/// Hears what happens on a {@link Wire}, on its event loop.
public interface WireListener {

    /// The connection stands, with TLS when that was asked for.
    void opened(Wire wire);

    /// @param bytes borrowed for the time of the call
    /// @param length how many of them were received
    void received(byte[] bytes, int length);

    /// The other side has said everything. Nothing follows.
    void ended();

    /// The connection could not be made, or is gone. Nothing follows.
    ///
    /// @param error in Go's words, such as `dial tcp 127.0.0.1:80: connect: connection refused`
    void broke(String error);
}
