package dev.probity.spec;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How an image is made before its container is launched.
///
/// @param context the directory that the build sees; absolute
/// @param dockerfile the recipe; absolute
/// @param arguments values for its `ARG`s
/// @param target the stage to stop at; the last one unless given
public record ImageBuild(
        Path context, Path dockerfile, Map<String, String> arguments, Optional<String> target) {
    public ImageBuild {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /// What the image is called when nobody names it: one name for one recipe, so that two
    /// applications do not take it from each other.
    public String imageName(String service) {
        return "localhost/probity/%s:%08x".formatted(service, dockerfile.toString().hashCode());
    }
}
