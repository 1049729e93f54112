package dev.probity.dialects.tye.file;

import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;

import java.util.Optional;

/// Reads `ingress`.
final class IngressReader {
    private IngressReader() {}

    static TyeIngress read(Keys keys) {
        return new TyeIngress(
                keys.origin(),
                keys.lowerCase("name"),
                keys.integer("replicas", 0),
                keys.mappings("rules", IngressReader::rule),
                keys.mappings("bindings", IngressReader::listen),
                keys.texts("tags"));
    }

    private static TyeIngress.Rule rule(Keys keys) {
        return new TyeIngress.Rule(
                keys.origin(),
                keys.text("host"),
                keys.text("path"),
                keys.bool("preservePath"),
                keys.lowerCase("service"));
    }

    private static TyeIngress.Listen listen(Keys keys) {
        return new TyeIngress.Listen(
                keys.origin(),
                keys.text("name"),
                keys.port("port"),
                keys.text("protocol"),
                keys.text("ip").flatMap(ip -> address(ip, keys)));
    }

    private static Optional<Located<String>> address(Located<String> ip, Keys keys) {
        boolean right =
                ip.value().equals("*")
                        || ip.value().equalsIgnoreCase("localhost")
                        || IpAddress.isLiteral(ip.value());
        if (right) {
            return Optional.of(ip);
        }
        keys.diagnostics()
                .error(
                        SpecCode.NOT_ONE_OF,
                        ip.origin(),
                        "\"ip\" value must be an IP address, \"*\" or \"localhost\". It is "
                                + Quoted.of(ip.value()));
        return Optional.empty();
    }
}
