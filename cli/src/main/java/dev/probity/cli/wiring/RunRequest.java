package dev.probity.cli.wiring;

import dev.probity.cli.find.FileReader;
import dev.probity.control.web.WebSettings;
import dev.probity.launch.container.EngineGreeting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What `run` was asked to do.
///
/// @param file absolute
/// @param reader of that file, each time that it is read
/// @param only services to run with what they depend on; empty for all
/// @param tags services that have one of these run too
/// @param randomPhases whether probes begin at random points of their period
/// @param watch whether changes of the file are applied
/// @param exitCodeFrom the service whose end ends everything
/// @param metricsPort where metrics are shown; 0 for any free port
/// @param web the dashboard, when there is to be one
/// @param greeting of the container engine, which may be under way
public record RunRequest(
        Path file,
        FileReader reader,
        List<String> only,
        List<String> tags,
        boolean randomPhases,
        boolean watch,
        Optional<String> exitCodeFrom,
        OptionalInt metricsPort,
        Optional<WebSettings> web,
        EngineGreeting greeting) {
    public RunRequest {
        only = List.copyOf(only);
        tags = List.copyOf(tags);
    }
}
