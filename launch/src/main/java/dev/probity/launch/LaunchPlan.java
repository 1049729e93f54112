package dev.probity.launch;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that is settled about one launch; nothing is added to it but the supervisor's mark.
///
/// @param command the program and its arguments, with the ports filled in
/// @param environment the whole of it
/// @param workingDirectory absolute
/// @param user to run as: a name or number, with `:group` if wanted; absent for one's own
/// @param output where its output goes, line by line
public record LaunchPlan(
        List<String> command,
        Map<String, String> environment,
        Path workingDirectory,
        Optional<String> user,
        OutputSink output) {
    public LaunchPlan {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
