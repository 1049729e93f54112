package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.Exchange;
import dev.probity.launch.container.rest.JsonLines;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Sees containers exit, in the engine's stream of events. What happens while the engine is away is
/// found out when it is back.
final class ExitWatch implements AutoCloseable {
    /// What is told of a container that is not there any more.
    private static final Seen VANISHED = new Seen(137, true);

    private static final Duration SILENCE = Duration.ofDays(1);

    /// An engine that is away for longer is worth a word.
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final ContainerEngine engine;
    private final Owner owner;
    private final ContainerNews news;
    private final Map<String, CompletableFuture<Seen>> exits = new ConcurrentHashMap<>();

    /// Those that were sent a signal by whoever it was.
    private final Set<String> killed = ConcurrentHashMap.newKeySet();

    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<Exchange> stream = Optional.empty();

    ExitWatch(ContainerEngine engine, Owner owner, ContainerNews news) {
        this.engine = engine;
        this.owner = owner;
        this.news = news;
    }

    void start() {
        Thread.ofVirtual().name("container events").start(this::run);
    }

    /// How a container was seen to end.
    ///
    /// @param killed whether somebody asked the engine for a signal before
    record Seen(int code, boolean killed) {}

    /// Done when it has ended. To be asked before the container is started; one that vanishes has
    /// the code of a SIGKILL.
    CompletableFuture<Seen> of(String id) {
        return exits.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    void forget(String id) {
        exits.remove(id);
        killed.remove(id);
    }

    @Override
    public void close() {
        closing.countDown();
        stream.ifPresent(Exchange::close);
    }

    private void run() {
        var pauses = new Pauses();
        long lost = System.nanoTime();
        boolean told = false;
        while (!isClosing()) {
            try (Exchange events = engine.events(owner.label())) {
                stream = Optional.of(events);
                if (isClosing()) {
                    return; // whoever closes it may have looked for the stream before
                }
                catchUp();
                if (told) {
                    news.trouble("the container engine answers again");
                }
                told = false;
                pauses.reset();
                follow(new JsonLines(events));
                lost = System.nanoTime();
            } catch (EngineProblem problem) {
                if (stream.isPresent()) {
                    lost = System.nanoTime();
                }
                boolean late = System.nanoTime() - lost > QUIET.toNanos();
                if (late && !told && !isClosing()) {
                    told = true;
                    news.trouble(
                            "the container engine is away; containers run on unwatched: "
                                    + problem.reason());
                }
            }
            stream = Optional.empty();
            rest(pauses.next());
        }
    }

    private void follow(JsonLines lines) throws EngineProblem {
        for (Optional<JsonNode> line = lines.next(SILENCE);
                line.isPresent();
                line = lines.next(SILENCE)) {
            JsonNode actor = line.get().path("Actor");
            String id = actor.path("ID").asText();
            switch (line.get().path("Action").asText()) {
                case "kill" -> killed.add(id);
                case "die" -> {
                    String code = actor.path("Attributes").path("exitCode").asText();
                    String older = actor.path("Attributes").path("containerExitCode").asText();
                    ended(id, code.isEmpty() ? older : code);
                }
                default -> {} // nothing that a launcher waits for
            }
        }
    }

    private void ended(String id, String code) {
        CompletableFuture<Seen> exit = exits.get(id);
        if (exit != null) {
            exit.complete(
                    code.matches("-?\\d{1,9}")
                            ? new Seen(Integer.parseInt(code), killed.contains(id))
                            : VANISHED);
        }
    }

    /// What has ended while nobody listened.
    private void catchUp() throws EngineProblem {
        for (Map.Entry<String, CompletableFuture<Seen>> entry : exits.entrySet()) {
            ask(entry.getKey(), entry.getValue());
        }
    }

    /// For somebody who has a reason to think that it has ended.
    void look(String id) {
        CompletableFuture<Seen> exit = exits.get(id);
        if (exit != null) {
            try {
                ask(id, exit);
            } catch (EngineProblem _) {
                // the engine is away: then it is found out when it is back
            }
        }
    }

    private void ask(String id, CompletableFuture<Seen> exit) throws EngineProblem {
        Optional<JsonNode> found = engine.inspect(id);
        if (found.isEmpty()) {
            exit.complete(VANISHED);
        } else if (hasEnded(found.get().path("State"))) {
            int code = found.get().path("State").path("ExitCode").asInt();
            exit.complete(new Seen(code, killed.contains(id)));
        }
    }

    /// One that is only created yet does not run either.
    private static boolean hasEnded(JsonNode state) {
        return switch (state.path("Status").asText()) {
            case "exited", "stopped", "dead" -> true;
            default -> false;
        };
    }

    private void rest(Duration pause) {
        try {
            var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0 || Thread.currentThread().isInterrupted();
    }
}
