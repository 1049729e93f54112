package dev.probity.launch.container;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.engine.Incarnation;

import java.nio.file.Path;
import java.util.Locale;

/// Whose containers these are: all that is made in an engine carries its mark, and nothing else is
/// ever touched.
///
/// @param application its name
/// @param state what tells it from an application of the same name: its state directory
public record Owner(String application, String state) {
    static final String STATE = "dev.probity.state";
    private static final String APPLICATION = "dev.probity.application";
    private static final String REPLICA = "dev.probity.replica";
    static final String INCARNATION = "dev.probity.incarnation";

    /// `dev.probity.state=/home/me/.local/state/probity/shop-1a2b3c4d`
    String label() {
        return STATE + "=" + state;
    }

    ObjectNode labels() {
        return JsonNodeFactory.instance
                .objectNode()
                .put(APPLICATION, application)
                .put(STATE, state);
    }

    ObjectNode labels(Incarnation incarnation) {
        return labels().put(REPLICA, incarnation.replica().toString())
                .put(INCARNATION, incarnation.name());
    }

    /// `probity-shop-1a2b3c4d`: what the engine shows, one for each application of a machine.
    String title() {
        String directory = state.substring(state.lastIndexOf('/') + 1);
        return "probity-" + directory.toLowerCase(Locale.ROOT);
    }

    String containerName(Incarnation incarnation) {
        return title() + "-" + incarnation.name();
    }

    SharedFolders sharedFolders() {
        return new SharedFolders(Path.of(state, "shared"));
    }

    String volumeName(String name) {
        return application + "_" + name;
    }
}
