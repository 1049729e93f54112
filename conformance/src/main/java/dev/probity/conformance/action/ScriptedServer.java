package dev.probity.conformance.action;

import java.io.IOException;

/// One server of a case, on a port of its own.
interface ScriptedServer extends AutoCloseable {

    int port();

    @Override
    void close() throws IOException;
}
