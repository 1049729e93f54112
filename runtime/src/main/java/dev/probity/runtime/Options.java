package dev.probity.runtime;

import dev.probity.launch.container.EngineGreeting;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How an application is run here.
///
/// @param stateBase where state directories are, see {@link StateDirectory#base}
/// @param environment what the programs inherit
/// @param only the services to run, with what they depend on; empty for all
/// @param spreadPhases whether many probes are spread over their period
/// @param greeting of the container engine, which may be under way
public record Options(
        Path stateBase,
        Map<String, String> environment,
        List<String> only,
        boolean spreadPhases,
        EngineGreeting greeting) {
    public Options {
        environment = Map.copyOf(environment);
        only = List.copyOf(only);
    }

    /// All services, with the state and the environment of the one whose environment it is.
    public static Options of(Map<String, String> environment) {
        return new Options(
                StateDirectory.base(environment),
                environment,
                List.of(),
                false,
                EngineGreeting.none());
    }

    public Options withOnly(List<String> services) {
        return new Options(stateBase, environment, services, spreadPhases, greeting);
    }

    public Options withStateBase(Path base) {
        return new Options(base, environment, only, spreadPhases, greeting);
    }

    public Options withSpreadPhases(boolean spread) {
        return new Options(stateBase, environment, only, spread, greeting);
    }

    public Options withGreeting(EngineGreeting spoken) {
        return new Options(stateBase, environment, only, spreadPhases, spoken);
    }
}
