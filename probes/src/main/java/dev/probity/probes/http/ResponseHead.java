package dev.probity.probes.http;

import java.util.Optional;

/// What a probe needs to know of an answer before its body.
public record ResponseHead(int status, Optional<String> location, Framing framing) {

    /// How the end of the body is found.
    public sealed interface Framing {
        record Length(long bytes) implements Framing {}

        record Chunked() implements Framing {}

        record UntilClose() implements Framing {}
    }

    /// Whether the answer asks to ask elsewhere, and says where.
    public boolean redirects() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> location.isPresent();
            default -> false;
        };
    }
}
