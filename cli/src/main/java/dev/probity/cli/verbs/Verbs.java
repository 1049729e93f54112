package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Terminal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// All verbs, in the order of the help text.
public final class Verbs {
    private static final List<Verb> ALL =
            List.of(
                    new Verb("run", RunVerb::new),
                    new Verb("ps", PsVerb::new),
                    new Verb("logs", LogsVerb::new),
                    new Verb("events", EventsVerb::new),
                    new Verb("probes", ProbesVerb::new),
                    new Verb("why", WhyVerb::new),
                    new Verb("top", TopVerb::new),
                    new Verb("dashboard", DashboardVerb::new),
                    new Verb("wait", WaitVerb::new),
                    new Verb("apply", ApplyVerb::new),
                    new Verb("exec", ExecVerb::new),
                    new Verb("restart", RestartVerb::new),
                    new Verb("scale", ScaleVerb::new),
                    new Verb("set-probe", SetProbeVerb::new),
                    new Verb("pause", PauseVerb::new),
                    new Verb("resume", ResumeVerb::new),
                    new Verb("force", ForceVerb::new),
                    new Verb("quarantine", QuarantineVerb::new),
                    new Verb("stop", StopVerb::new),
                    new Verb("start", StartVerb::new),
                    new Verb("down", DownVerb::new),
                    new Verb("validate", ValidateVerb::new),
                    new Verb("config", ConfigVerb::new),
                    new Verb("convert", ConvertVerb::new),
                    new Verb("explain", ExplainVerb::new),
                    new Verb("simulate", SimulateVerb::new),
                    new Verb("lint", LintVerb::new),
                    new Verb("replay", ReplayVerb::new),
                    new Verb("tune", TuneVerb::new),
                    new Verb("publish", List.of("render"), PublishVerb::new),
                    new Verb("deploy", DeployVerb::new),
                    new Verb("diff", DiffVerb::new),
                    new Verb("status", StatusVerb::new),
                    new Verb("undeploy", UndeployVerb::new),
                    new Verb("conformance", ConformanceVerb::new),
                    new Verb("doctor", DoctorVerb::new),
                    new Verb("completion", CompletionVerb::new),
                    new Verb("version", VersionVerb::new));

    private Verbs() {}

    /// `probity run FILE`, with every option left as it is.
    public static Callable<Integer> run(Path file, Terminal terminal) {
        return new RunVerb(terminal, file);
    }

    public static List<Verb> all() {
        return ALL;
    }

    public static Optional<Verb> named(String name) {
        return ALL.stream().filter(verb -> verb.isCalled(name)).findFirst();
    }
}
