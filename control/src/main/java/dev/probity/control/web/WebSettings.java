package dev.probity.control.web;

import java.net.UnknownHostException;
import java.util.Optional;

/// How the dashboard is offered.
///
/// @param address empty for {@link #USUAL_PORT} on loopback, or any free port when that is taken
/// @param tls what it proves itself with; another address than loopback needs it
/// @param readOnly whether what is asked over it can change anything
public record WebSettings(Optional<WebAddress> address, Optional<Tls> tls, boolean readOnly) {
    public static final int USUAL_PORT = 7710;

    /// @throws IllegalArgumentException when others could listen in
    /// @throws UnknownHostException when the address cannot be found
    public static WebSettings of(Optional<WebAddress> address, Optional<Tls> tls, boolean readOnly)
            throws UnknownHostException {
        if (tls.isEmpty() && address.isPresent() && !address.get().isLoopback()) {
            throw new IllegalArgumentException(
                    address.get()
                            + " can be reached by others, and they could read what is sent;"
                            + " give a certificate and its key, or listen on "
                            + new WebAddress(WebAddress.LOOPBACK, address.get().port()));
        }
        return new WebSettings(address, tls, readOnly);
    }

    public static WebSettings usual() {
        return new WebSettings(Optional.empty(), Optional.empty(), false);
    }
}
