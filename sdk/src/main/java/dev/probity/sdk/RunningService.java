package dev.probity.sdk;

import dev.probity.engine.Event;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.runtime.AlreadyRunning;
import dev.probity.runtime.CannotRun;
import dev.probity.runtime.LocalApplication;
import dev.probity.runtime.Notice;
import dev.probity.runtime.Options;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.Application;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An application that runs on this machine, until it is closed.
public final class RunningService implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);

    /// From the request to stop to the end by force: the usual drain and grace, and some more.
    private static final Duration STOPPING = Duration.ofSeconds(90);

    private final RunningApplication running;

    private RunningService(RunningApplication running) {
        this.running = running;
    }

    static RunningService start(Application application)
            throws AlreadyRunning, CannotRun, IOException {
        return start(application, Options.of(System.getenv()));
    }

    /// Starts any application, such as one that was read from a file.
    ///
    /// @throws AlreadyRunning when this very application runs already
    /// @throws CannotRun with every reason; then nothing was launched
    public static RunningService start(Application application, Options options)
            throws AlreadyRunning, CannotRun, IOException {
        return new RunningService(LocalApplication.start(application, options));
    }

    /// Waits until every wanted replica takes traffic. A service that is done, such as a job, is as
    /// good as ready.
    ///
    /// @throws NotReady when time is over, or a replica has failed for good, with what each service
    ///   lacks
    public void awaitReady(Duration timeout) throws NotReady, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<ServiceView> unready =
                    running.snapshot().services().stream()
                            .filter(service -> !isReady(service))
                            .toList();
            boolean known = running.snapshot().application().isPresent();
            if (known && unready.isEmpty()) {
                return;
            }
            boolean over = System.nanoTime() - end >= 0;
            if (over || unready.stream().anyMatch(RunningService::hasFailed)) {
                throw new NotReady(
                        (over
                                        ? "not ready after %s: ".formatted(timeout)
                                        : "it will not be ready: ")
                                + String.join("; ", unready.stream().map(this::said).toList()));
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private static boolean isReady(ServiceView service) {
        long ready =
                service.replicas().stream()
                        .filter(replica ->
                                replica.inRotation() || replica.state() == ReplicaState.STOPPED)
                        .count();
        return service.external() || !service.running() || ready >= service.scale();
    }

    private static boolean hasFailed(ServiceView service) {
        return service.replicas().stream()
                .anyMatch(replica -> replica.state() == ReplicaState.FAILED);
    }

    private String said(ServiceView service) {
        List<String> replicas =
                service.replicas().stream()
                        .filter(replica -> !replica.inRotation())
                        .map(this::said)
                        .toList();
        return service.name() + ": " + String.join(", ", replicas);
    }

    /// What it waits for, or what its last failed probe said.
    private String said(ReplicaView replica) {
        String state = replica.id() + " is " + replica.state();
        return replica.lastExit().map(exit -> state + " after it " + exit).orElse(state);
    }

    /// Where the gateway serves a service that has one port.
    ///
    /// @throws NoSuchElementException when the service has no public port
    public URI address(String service) {
        return running.listening().stream()
                .filter(port -> port.owner().equals(service))
                .findFirst()
                .map(Notice.Listening::address)
                .orElseThrow(
                        () -> new NoSuchElementException("no public port of a service " + service));
    }

    /// Everything that can be asked of it and told to it.
    public RunningApplication application() {
        return running;
    }

    /// Stops it in good order: drain, preStop, SIGTERM, and SIGKILL when its grace is over.
    @Override
    public void close() {
        try {
            var _ = running.command(id -> new Event.Shutdown(id, false));
            var _ =
                    running.ended()
                            .toCompletableFuture()
                            .get(STOPPING.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Closing ends what has not ended by itself.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.close();
        }
    }
}
