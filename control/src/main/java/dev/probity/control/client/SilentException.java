package dev.probity.control.client;

import java.io.IOException;
import java.time.Duration;

/// Nothing came for as long as one was ready to wait.
public final class SilentException extends IOException {
    SilentException(Duration limit) {
        super(
                "Probity has not answered for "
                        + limit.toSeconds()
                        + " s; its process may be stopped or overloaded");
    }
}
