package dev.probity.launch;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that is settled about one launch; nothing is added to it but the supervisor's mark.
///
/// @param command the program and its arguments, with the ports filled in; for an image, those that
///   stand in place of its own
/// @param environment the whole of it, but for what an image has of its own
/// @param workingDirectory absolute
/// @param user to run as: a name or number, with `:group` if wanted; absent for one's own
/// @param output where its output goes, line by line
/// @param image what is special about an image; absent for a program of this machine
public record LaunchPlan(
        List<String> command,
        Map<String, String> environment,
        Path workingDirectory,
        Optional<String> user,
        OutputSink output,
        Optional<ImagePlan> image) {
    public LaunchPlan {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /// A program of this machine.
    public LaunchPlan(
            List<String> command,
            Map<String, String> environment,
            Path workingDirectory,
            Optional<String> user,
            OutputSink output) {
        this(command, environment, workingDirectory, user, output, Optional.empty());
    }

    /// The same launch of an image, whose ports are known now.
    ///
    /// @param published the port of this machine by the container's own
    public LaunchPlan publishing(Map<Integer, Integer> published) {
        return new LaunchPlan(
                command,
                environment,
                workingDirectory,
                user,
                output,
                image.map(plan -> new ImagePlan(plan.image(), published)));
    }
}
