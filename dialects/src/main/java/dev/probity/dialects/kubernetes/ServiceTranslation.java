package dev.probity.dialects.kubernetes;

import dev.probity.dialects.kubernetes.EnvironmentTranslation.Environment;
import dev.probity.dialects.kubernetes.file.KubernetesCode;
import dev.probity.dialects.kubernetes.file.Manifests;
import dev.probity.dialects.kubernetes.file.PodContainer;
import dev.probity.dialects.kubernetes.file.PodOwner;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenPort;
import dev.probity.spec.written.WrittenService;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts one maker of Pods into the words of the model.
final class ServiceTranslation {
    private final PodOwner owner;
    private final Manifests manifests;
    private final Diagnostics diagnostics;
    private final Set<String> processes;

    ServiceTranslation(PodOwner owner, Manifests manifests, Diagnostics diagnostics) {
        this.owner = owner;
        this.manifests = manifests;
        this.diagnostics = diagnostics;
        this.processes =
                owner.annotation(Annotations.PROCESS).map(Annotations::names).orElse(Set.of());
    }

    WrittenService translate(Located<String> name, PodPorts ports, List<WrittenBinding> bindings) {
        checkProcesses();
        differences();
        return new WrittenService(
                name,
                owner.replicas(),
                owner.spec().containers().stream()
                        .map(container -> container(container, ports.of(container)))
                        .toList(),
                bindings,
                List.of(),
                owner.spec().restartPolicy(),
                owner.spec().terminationGracePeriod(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private void checkProcesses() {
        List<String> names =
                owner.spec().containers().stream()
                        .map(container -> container.name().value())
                        .toList();
        for (String name : processes) {
            if (!name.equals(Annotations.ALL) && !names.contains(name)) {
                diagnostics.report(
                        Severity.ERROR,
                        KubernetesCode.PROCESS,
                        owner.annotation(Annotations.PROCESS).orElseThrow().origin(),
                        "%s names the container \"%s\", and there is none"
                                .formatted(Annotations.PROCESS, name),
                        Spelling.hint(name, names));
            }
        }
    }

    private void differences() {
        switch (owner.kind()) {
            case DAEMON_SET -> note("runs one replica, since this machine is the only node");
            case STATEFUL_SET ->
                    note(
                            "has replicas that are numbered from 1 and keep their ports over"
                                    + " restarts");
            case DEPLOYMENT, REPLICA_SET, JOB, POD -> {}
        }
    }

    private void note(String difference) {
        Located<String> name = owner.metadata().name();
        diagnostics.note(
                KubernetesCode.DIFFERENT,
                name.origin(),
                "the %s \"%s\" %s".formatted(owner.kind().title(), name.value(), difference));
    }

    private WrittenContainer container(PodContainer container, List<WrittenPort> ports) {
        Environment environment =
                EnvironmentTranslation.of(owner, container, manifests.data(), diagnostics);
        return new WrittenContainer(
                Optional.of(container.name()),
                container.kind(),
                workload(container, environment),
                environment.variables(),
                container.workingDirectory(),
                container.user().or(() -> owner.spec().user()),
                ports,
                container.probes(),
                container.preStop());
    }

    private Located<Workload> workload(PodContainer container, Environment environment) {
        List<String> command = expanded(container.command(), environment);
        List<String> arguments = expanded(container.arguments(), environment);
        String name = container.name().value();
        if (processes.contains(name) || processes.contains(Annotations.ALL)) {
            return process(container, command, arguments);
        }
        if (container.image().isEmpty()) {
            diagnostics.error(
                    KubernetesCode.REQUIRED,
                    container.origin(),
                    "the container \"%s\" has no image: Required value".formatted(name),
                    "give it one, or run its command as a process of this machine with the"
                            + " annotation \"%s: %s\" at the Pod"
                                    .formatted(Annotations.PROCESS, name));
            return new Located<>(unreadable(), container.origin());
        }
        return container.image().get().map(image -> image.running(command, arguments));
    }

    private Located<Workload> process(
            PodContainer container, List<String> command, List<String> arguments) {
        container
                .image()
                .filter(image -> !image.value().sandbox().equals(Sandbox.PLAIN))
                .ifPresent(image ->
                        diagnostics.warning(
                                KubernetesCode.LOSSY,
                                image.origin(),
                                "the limits and volumes of \"%s\" are lost: it runs as a process"
                                        .formatted(container.name().value())));
        if (command.isEmpty()) {
            diagnostics.error(
                    KubernetesCode.PROCESS,
                    container.origin(),
                    "the container \"%s\" is to be a process and has no \"command\""
                            .formatted(container.name().value()),
                    "what the image would run is not known; write it as \"command\"");
            return new Located<>(unreadable(), container.origin());
        }
        List<String> words = new ArrayList<>(command);
        words.addAll(arguments);
        return new Located<>(new Workload.Command(words), container.command().getFirst().origin());
    }

    private static Workload unreadable() {
        return new Workload.Unrunnable("container without an image", "correct the file");
    }

    private static List<String> expanded(List<Located<String>> words, Environment environment) {
        return words.stream()
                .map(word -> Expansion.of(word.value(), environment.values()))
                .toList();
    }
}
