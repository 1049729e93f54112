package dev.probity.deploy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.manifest.ObjectName;
import dev.probity.deploy.manifest.Publication;

import java.util.Optional;
import java.util.regex.Pattern;

/// The claim that a cluster makes for one replica of a StatefulSet. Nobody has applied it: it is
/// known by the labels of its template, and by a name that says the same as they do.
final class ReplicaClaim {
    /// Written into templates only.
    private static final String VOLUME = "probity.dev/volume";

    private ReplicaClaim() {}

    /// The StatefulSet that it was made for; nothing for any other object.
    static Optional<ObjectName> owner(ObjectName name, JsonNode object) {
        JsonNode labels = object.path("metadata").path("labels");
        String volume = labels.path(VOLUME).asText("");
        String service = labels.path(Publication.NAME).asText("");
        boolean named = name.name().matches(Pattern.quote(volume + "-" + service + "-") + "[0-9]+");
        return name.kind() == ObjectKind.PERSISTENT_VOLUME_CLAIM && named && !volume.isEmpty()
                ? Optional.of(new ObjectName(ObjectKind.STATEFUL_SET, service))
                : Optional.empty();
    }
}
