package dev.probity.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How an application is run here.
///
/// @param stateBase where state directories are, see {@link StateDirectory#base}
/// @param environment what the programs inherit
/// @param only the services to run, with what they depend on; empty for all
/// @param spreadPhases whether many probes are spread over their period
public record Options(
        Path stateBase, Map<String, String> environment, List<String> only, boolean spreadPhases) {
    public Options {
        environment = Map.copyOf(environment);
        only = List.copyOf(only);
    }

    /// All services, with the state and the environment of the one whose environment it is.
    public static Options of(Map<String, String> environment) {
        return new Options(StateDirectory.base(environment), environment, List.of(), false);
    }

    public Options withOnly(List<String> services) {
        return new Options(stateBase, environment, services, spreadPhases);
    }

    public Options withStateBase(Path base) {
        return new Options(base, environment, only, spreadPhases);
    }

    public Options withSpreadPhases(boolean spread) {
        return new Options(stateBase, environment, only, spread);
    }
}
