package dev.probity.spec.yaml;

import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenIngress;
import dev.probity.spec.written.WrittenService;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the root of the file.
final class ApplicationReader {
    private final Path directory;
    private final Surroundings surroundings;

    ApplicationReader(Path directory, Surroundings surroundings) {
        this.directory = directory;
        this.surroundings = surroundings;
    }

    Optional<WrittenApplication> read(Value root) {
        return root.mapping(this::application);
    }

    private WrittenApplication application(Fields fields) {
        fields.alsoKnown("$schema");
        Optional<Located<String>> name = fields.string("name");
        Optional<Value> services = fields.required("services");
        Optional<Value> ingress = fields.get("ingress");
        Optional<Located<String>> registry = fields.string("registry");
        Optional<Located<String>> namespace = fields.string("namespace");
        return new WrittenApplication(
                fields.owner().origin(),
                name,
                directory,
                services.map(this::services).orElse(List.of()),
                ingress.map(IngressReader::read).orElse(List.<WrittenIngress>of()),
                registry,
                namespace);
    }

    private List<WrittenService> services(Value value) {
        List<WrittenService> services = new ArrayList<>();
        List<Value.Member> members = value.members();
        if (value.isMapping() && members.isEmpty()) {
            value.error(SpecCode.EMPTY_VALUE, "services has no service in it");
        }
        for (Value.Member member : members) {
            var reader = new ServiceReader(member.key(), directory, surroundings);
            member.value().mapping(reader::read).ifPresent(services::add);
        }
        return services;
    }
}
