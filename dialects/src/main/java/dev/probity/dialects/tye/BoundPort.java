package dev.probity.dialects.tye;

import dev.probity.dialects.tye.file.TyeBinding;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenPort;

import java.util.Optional;

/// A binding and the port of the program behind it.
///
/// @param tye as it is written, or as Tye adds it
/// @param port of the container
/// @param protocol how the gateway carries it
record BoundPort(TyeBinding tye, WrittenPort port, Protocol protocol) {

    WrittenBinding written() {
        Origin place = tye.origin();
        // http is told by the protocol itself; every other word is Tye's to tell.
        Optional<Located<String>> word =
                tye.protocol().filter(text -> !text.value().equals("http"));
        return new WrittenBinding(
                place,
                tye.name(),
                Optional.of(
                        new Located<>(
                                protocol,
                                tye.protocol().map(Located::origin).orElse(TyeTranslation.TYE))),
                Optional.empty(),
                tye.port(),
                port.name(),
                tye.host(),
                word,
                tye.connectionString());
    }

    /// As a probe names it: Kubernetes does not take a number for a name.
    PortRef reference() {
        return port.number()
                .<PortRef>map(number -> new PortRef.Numbered(number.value()))
                .orElseGet(() -> new PortRef.Named(port.name().value()));
    }

    /// As a command names it.
    String placeholder() {
        return "{port:" + port.name().value() + "}";
    }
}
