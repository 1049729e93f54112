package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.Snapshot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Starts an application for a test, keeps all that it tells, and ends it whatever happens.
final class Watch implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60); // the machine may be busy

    final RunningApplication running;
    final List<Told> told = new CopyOnWriteArrayList<>();
    final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Thread reader;

    private Watch(RunningApplication running) {
        this.running = running;
        Subscription subscription = running.subscribe(10_000, 0);
        reader = Thread.ofVirtual().name("watch").start(() -> read(subscription));
    }

    static Watch start(Path state, TestService... services) throws Exception {
        return start(options(state), TestService.application(state, services));
    }

    static Watch start(Options options, dev.probity.spec.Application application) throws Exception {
        return new Watch(LocalApplication.start(application, options));
    }

    static Options options(Path state) {
        return Options.of(Map.of("PATH", System.getenv("PATH"), "HOME", state.toString()))
                .withStateBase(state);
    }

    private void read(Subscription subscription) {
        var writer = new LifeCycleLines();
        try {
            while (!subscription.isOver()) {
                Optional<Told> next = subscription.next(Duration.ofSeconds(1));
                next.ifPresent(told::add);
                next.flatMap(writer::of)
                        .map(line -> line.at(next.orElseThrow().time().atZone(ZoneOffset.UTC)))
                        .ifPresent(lines::add);
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    void awaitState(String replica, ReplicaState state) {
        await("%s is %s".formatted(replica, state))
                .atMost(LIMIT)
                .until(() -> replica(replica).map(Snapshot.ReplicaView::state), state(state));
    }

    private static java.util.function.Predicate<Optional<ReplicaState>> state(ReplicaState state) {
        return now -> now.equals(Optional.of(state));
    }

    void awaitReady(String... replicas) {
        for (String replica : replicas) {
            awaitState(replica, ReplicaState.READY);
        }
    }

    Optional<Snapshot.ReplicaView> replica(String id) {
        int dash = id.lastIndexOf('-');
        return running.snapshot()
                .replica(
                        new ReplicaId(
                                id.substring(0, dash), Integer.parseInt(id.substring(dash + 1))));
    }

    String incarnation(String replica) {
        return replica(replica)
                .flatMap(Snapshot.ReplicaView::main)
                .flatMap(Snapshot.ContainerView::incarnation)
                .orElseThrow()
                .name();
    }

    <T extends Happening> Stream<T> happenings(Class<T> type) {
        return told.stream()
                .map(Told::notice)
                .flatMap(notice ->
                        notice instanceof Notice.Happened(Happening happening)
                                ? Stream.of(happening)
                                : Stream.empty())
                .filter(type::isInstance)
                .map(type::cast);
    }

    /// Through the gateway.
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(running.listening().getFirst().address().resolve(path));
    }

    /// Past the gateway, at one replica.
    HttpResponse<String> ask(String replica, String path) throws IOException, InterruptedException {
        int port = running.ports(replica(replica).orElseThrow().id()).values().iterator().next();
        return get(URI.create("http://127.0.0.1:" + port + path));
    }

    /// Through the gateway, to wherever it listens.
    URI address(String service) {
        return running.listening().stream()
                .filter(listening -> listening.owner().equals(service))
                .findFirst()
                .orElseThrow()
                .address();
    }

    void signal(String name, String replica) throws Exception {
        String pid = ask(replica, "/pid").body();
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }

    void awaitLine(String text) {
        // What was said instead is in the failure.
        await(text)
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(lines).anySatisfy(line -> assertThat(line).contains(text)));
    }

    HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    Optional<String> command(java.util.function.LongFunction<Event.Command> command)
            throws Exception {
        return running.command(command).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    void shutDown(boolean hurry) throws Exception {
        running.command(id -> new Event.Shutdown(id, hurry))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        running.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        running.close();
        reader.interrupt();
        client.shutdownNow();
    }
}
