package dev.probity.control.api;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// What one way to the API offers.
///
/// @param readOnly whether nothing may be changed over it
/// @param links makes a link that logs a browser in, where there is something to log in to
public record Surface(boolean readOnly, Optional<Supplier<URI>> links) {

    public static Surface of(boolean readOnly, Supplier<URI> links) {
        return new Surface(readOnly, Optional.of(links));
    }

    /// Without a dashboard beside it.
    public static Surface socketOnly() {
        return new Surface(false, Optional.empty());
    }
}
