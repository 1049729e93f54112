package dev.probity.control.api;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.Snapshot;
import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.launch.log.LastWords;
import dev.probity.launch.log.Logs;
import dev.probity.runtime.RunningApplication;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why a service is as it is: one paragraph, with the evidence in it.
final class WhyText {
    private final long now;
    private final ProbeText probes;
    private final PortText ports;
    private final Logs logs;

    WhyText(RunningApplication application, Snapshot snapshot) {
        this.now = snapshot.now();
        this.probes = new ProbeText(application, now);
        this.ports = new PortText(application);
        this.logs = application.logs();
    }

    String of(ServiceView service) {
        String name = service.name();
        if (service.external()) {
            return name + " is external: nothing is run for it, and its replicas are not probed.";
        }
        if (!service.running()) {
            return name + " is stopped; `probity start " + name + "` starts it.";
        }
        if (service.scale() == 0) {
            return name + " is scaled to 0; `probity scale " + name + "=1` gives it a replica.";
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(summary(service));
        service.rollOut()
                .ifPresent(rollOut ->
                        sentences.add(
                                "Its replicas are being replaced one by one: "
                                        + rollOut.replacing()
                                        + " for "
                                        + span(now - rollOut.since())
                                        + ", and "
                                        + rollOut.left()
                                        + " after it."));
        service.replicas().forEach(replica -> sentences.addAll(sentences(replica)));
        return String.join(" ", sentences);
    }

    private static String summary(ServiceView service) {
        int serving = service.rotation().size();
        String count = serving + " of " + service.scale();
        String noun = service.scale() == 1 ? " replica takes" : " replicas take";
        return serving >= service.scale()
                ? service.name() + " is well: " + count + noun + " traffic."
                : service.name() + " is not well: " + count + noun + " traffic.";
    }

    private List<String> sentences(ReplicaView replica) {
        List<String> sentences = new ArrayList<>();
        if (replica.state() != ReplicaState.READY) {
            sentences.add(state(replica));
            lastWords(replica).ifPresent(sentences::add);
            replica.containers().stream()
                    .flatMap(container -> container.workers().stream())
                    .filter(WhyText::speaks)
                    .forEach(worker -> sentences.add(probes.of(worker)));
            ports.of(replica.id()).ifPresent(sentences::add);
        } else {
            replica.containers().stream()
                    .flatMap(container -> container.workers().stream())
                    .filter(worker -> !worker.passing() && worker.streak() > 0)
                    .forEach(worker -> sentences.add(probes.of(worker)));
        }
        if (replica.restarts() > 0) {
            sentences.add(restarts(replica));
        }
        logs.troubles().stream()
                .filter(trouble -> trouble.replica().equals(replica.id()))
                .flatMap(trouble -> trouble.reason().stream())
                .forEach(reason ->
                        sentences.add(
                                "What " + replica.id() + " prints is not kept: " + reason + "."));
        return sentences;
    }

    /// A probe that is passing explains nothing.
    private static boolean speaks(WorkerView worker) {
        return !worker.passing() || worker.streak() < worker.threshold() || worker.paused();
    }

    private String state(ReplicaView replica) {
        String name =
                replica.main()
                        .flatMap(ContainerView::incarnation)
                        .map(incarnation -> replica.id() + " (" + incarnation + ")")
                        .orElse(replica.id().toString());
        return name + " " + predicate(replica) + ".";
    }

    private String predicate(ReplicaView replica) {
        String since = span(now - replica.since());
        return switch (replica.state()) {
            case PENDING ->
                    replica.unmet().isEmpty()
                            ? "has waited for its launch for " + since
                            : "has waited for "
                                    + String.join(" and ", replica.unmet())
                                    + " for "
                                    + since;
            case STARTING -> "is being launched, for " + since;
            case STARTED -> "runs, but is not healthy yet after " + since;
            case HEALTHY ->
                    replica.quarantined() && replica.ready()
                            ? "is ready, but has been kept from traffic by a quarantine for "
                                    + since
                            : "is healthy, but has not been ready for " + since;
            case READY -> "is ready";
            case DRAINING -> "finishes what is in flight before it stops, for " + since;
            case STOPPING -> "has been stopping for " + since;
            case STOPPED -> "has stopped" + lastExit(replica);
            case BACKING_OFF -> "is not running" + lastExit(replica) + "; " + nextLaunch(replica);
            case FAILED -> "has failed and is not launched again" + lastExit(replica);
        };
    }

    private String nextLaunch(ReplicaView replica) {
        return replica.backOffUntil().isPresent()
                ? "it is launched again in " + span(replica.backOffUntil().getAsLong() - now)
                : "it is launched again soon";
    }

    private static String lastExit(ReplicaView replica) {
        return replica.lastExit().map(exit -> ": it ended with " + ExitText.of(exit)).orElse("");
    }

    /// Of the container that keeps it from running.
    private Optional<String> lastWords(ReplicaView replica) {
        if (replica.state() != ReplicaState.BACKING_OFF && replica.state() != ReplicaState.FAILED) {
            return Optional.empty();
        }
        return replica.containers().stream()
                .filter(container -> container.exit().filter(exit -> exit.code() != 0).isPresent())
                .flatMap(container -> container.incarnation().stream())
                .flatMap(incarnation -> said(incarnation).stream())
                .findFirst()
                .map(words -> "Before that it said: \"" + words + "\".");
    }

    private Optional<String> said(Incarnation incarnation) {
        try {
            return LastWords.of(logs, incarnation).map(LastWords::text);
        } catch (IOException _) {
            return Optional.empty(); // the text has its evidence from elsewhere
        }
    }

    private static String restarts(ReplicaView replica) {
        String times = replica.restarts() == 1 ? "once" : replica.restarts() + " times";
        boolean told = replica.state() == ReplicaState.BACKING_OFF;
        return replica.id()
                + " was restarted "
                + times
                + (told
                        ? "."
                        : replica.lastExit()
                                .map(exit -> ", last after " + ExitText.of(exit) + ".")
                                .orElse("."));
    }

    /// `0.4 s`, `12 s`, `3 min 20 s`
    static String span(long nanoseconds) {
        Duration span = Duration.ofNanos(Math.max(0, nanoseconds));
        if (span.toSeconds() < 10) {
            return Math.round(span.toMillis() / 100.0) / 10.0 + " s";
        }
        if (span.toMinutes() == 0) {
            return span.toSeconds() + " s";
        }
        return span.toHours() == 0
                ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
                : span.toHours() + " h " + span.toMinutesPart() + " min";
    }
}
