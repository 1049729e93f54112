package dev.probity.sdk;

import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.runtime.AlreadyRunning;
import dev.probity.runtime.CannotRun;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.ProbeType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One service, from its image to its probes: what a file says, said in Java. The model of the file
/// is underneath, so defaults, rules and messages are the file's.
public final class Service {
    /// As `probity deploy` waits.
    private static final Duration DEPLOYING = Duration.ofMinutes(5);

    private final Model model;

    private Service(Model model) {
        this.model = model;
    }

    /// Begins a service.
    ///
    /// @param name a DNS label: at most 63 small letters, digits and `-`; also the name of the
    ///   application
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return model.name();
    }

    /// Everything that is wrong with it, all at once; empty when it can be run and deployed.
    /// Warnings and notes are no errors.
    public List<Diagnostic> validate() {
        return model.problems();
    }

    /// The same service as the model has it, every default filled in.
    ///
    /// @throws InvalidService when it is not valid
    public Application application() {
        return model.application();
    }

    /// Runs it on this machine, until {@link RunningService#close}. Its state is kept where
    /// `probity run` keeps that of files of this folder.
    ///
    /// @throws InvalidService when it is not valid
    /// @throws AlreadyRunning when this very service runs already
    /// @throws CannotRun with every reason; then nothing was launched
    public RunningService run() throws AlreadyRunning, CannotRun, IOException {
        return RunningService.start(application());
    }

    /// Deploys it and waits up to 5 minutes until it is ready. What has to be built is built by the
    /// container engine of this machine before, and pushed to the registry.
    ///
    /// @param workspace `CONTEXT:NAMESPACE`: a context of the user's kubeconfig, and a namespace of
    ///   its cluster; without a colon a namespace of the current context's cluster
    /// @throws InvalidService when it is not valid, or has no image that a cluster can fetch
    /// @throws ClusterProblem when the cluster refuses it or cannot be reached
    /// @throws NotReady when it fails, or is not ready in time; what was applied stays
    /// @throws IOException when an image cannot be built or pushed, with the engine's own words
    public void deploy(String workspace)
            throws ClusterProblem, NotReady, IOException, InterruptedException {
        new Workspace(workspace, System.getenv()).deploy(application(), DEPLOYING);
    }

    /// Collects what a service consists of.
    public static final class Builder {
        private final String name;
        private Optional<Source> source = Optional.empty();
        private int replicas = 1;
        private Optional<String> registry = Optional.empty();
        private Path directory = Path.of("");
        private final List<Port> ports = new ArrayList<>();
        private final List<EnvironmentVariable> environment = new ArrayList<>();
        private final Map<ProbeType, HealthProbe> probes = new EnumMap<>(ProbeType.class);

        private Builder(String name) {
            this.name = name;
        }

        /// What is run: an {@link Image}, a {@link Build} or a {@link Program}. Required.
        public Builder image(Source image) {
            source = Optional.of(image);
            return this;
        }

        /// Adds a port.
        public Builder port(Port port) {
            ports.add(port);
            return this;
        }

        /// @param count 0 to 1000; 1 unless given
        public Builder replicas(int count) {
            replicas = count;
            return this;
        }

        /// A variable of the program. Values whose names look like secrets go into a Secret when it
        /// is deployed.
        public Builder env(String variable, String value) {
            environment.add(new EnvironmentVariable(variable, value));
            return this;
        }

        /// While it has not passed, the other probes wait. None unless given.
        public Builder startupProbe(HealthProbe probe) {
            probes.put(ProbeType.STARTUP, probe);
            return this;
        }

        /// When it fails, the replica is killed and started again. None unless given.
        public Builder livenessProbe(HealthProbe probe) {
            probes.put(ProbeType.LIVENESS, probe);
            return this;
        }

        /// While it does not pass, the replica gets no traffic. None unless given.
        public Builder readinessProbe(HealthProbe probe) {
            probes.put(ProbeType.READINESS, probe);
            return this;
        }

        /// Where an image that is built is put, such as `registry.example.com/team`: needed to
        /// deploy a {@link Build}.
        public Builder registry(String host) {
            registry = Optional.of(host);
            return this;
        }

        /// What relative paths are relative to, and where a {@link Program} runs; the working
        /// directory unless given.
        public Builder directory(Path folder) {
            directory = folder;
            return this;
        }

        public Service build() {
            return new Service(
                    new Model(
                            name,
                            source,
                            replicas,
                            registry,
                            directory.toAbsolutePath().normalize(),
                            ports,
                            environment,
                            probes));
        }
    }
}
