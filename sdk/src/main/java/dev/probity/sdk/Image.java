package dev.probity.sdk;

import dev.probity.spec.Workload;

import java.util.List;

/// An image that exists.
///
/// @param imageUri such as `registry.example.com/team/web:1.4`
/// @param command in place of the image's entrypoint; empty for the image's own
public record Image(String imageUri, List<String> command) implements Source {
    public Image {
        command = List.copyOf(command);
    }

    /// With the image's own command.
    public static Image of(String imageUri) {
        return new Image(imageUri, List.of());
    }

    Workload workload() {
        return new Workload.Image(imageUri, command, List.of());
    }
}
