package dev.probity.dialects.truefoundry;

import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.cloud.CloudKeys;
import dev.probity.dialects.cloud.CloudService.CloudPort;
import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `ports`. A service is found at the port that its container listens on.
final class ManifestPorts {
    private static final Map<String, Protocol> APPLICATION =
            Choices.of(
                    Map.entry("http", Protocol.HTTP),
                    // HTTP/2, which passes through unread.
                    Map.entry("grpc", Protocol.TCP),
                    Map.entry("tcp", Protocol.TCP));

    private static final Map<String, Boolean> CARRIED =
            Choices.of(Map.entry("TCP", true), Map.entry("UDP", false));

    private ManifestPorts() {}

    static List<CloudPort> read(Fields service, CloudKeys cloud) {
        List<CloudPort> ports = new ArrayList<>();
        for (Value item : service.list("ports")) {
            item.in(ManifestReader.STRICT)
                    .mapping(fields -> port(fields, cloud))
                    .flatMap(found -> found)
                    .ifPresent(ports::add);
        }
        return ports;
    }

    private static Optional<CloudPort> port(Fields fields, CloudKeys cloud) {
        Optional<Located<Integer>> number =
                fields.required("port").flatMap(value -> value.integer(1, ManifestReader.MAX_PORT));
        Optional<Located<Boolean>> carried = fields.oneOf("protocol", CARRIED);
        boolean exposed = fields.bool("expose").map(Located::value).orElse(true);
        Optional<Located<Protocol>> application = fields.oneOf("app_protocol", APPLICATION);
        checkHost(fields, exposed);
        cloud.passOver(fields, "host", "path", "rewrite_path_to");
        cloud.warn(fields, "auth", "nobody is asked for a password");
        if (carried.filter(found -> !found.value()).isPresent()) {
            fields.owner()
                    .diagnostics()
                    .warning(
                            CloudCode.LOSSY,
                            carried.get().origin(),
                            "UDP is not carried: the port is left out");
            return Optional.empty();
        }
        Protocol protocol =
                application.map(Located::value).orElse(exposed ? Protocol.HTTP : Protocol.TCP);
        return number.map(found -> new CloudPort(Optional.empty(), found, found, protocol));
    }

    /// As the client checks it, in its words.
    private static void checkHost(Fields fields, boolean exposed) {
        Optional<Value> host = fields.get("host");
        if (exposed && host.isEmpty()) {
            fields.owner()
                    .error(
                            SpecCode.MISSING_KEY,
                            fields.owner().name()
                                    + " is exposed without host: Host must be provided to expose"
                                    + " port",
                            "give \"host\", or write \"expose: false\"");
        }
        if (!exposed && host.isPresent()) {
            host.get()
                    .error(
                            SpecCode.CONFLICT,
                            fields.owner().name() + ": Cannot pass host when expose=False",
                            "leave out \"host\"");
        }
    }
}
