package dev.probity.launch.container;

import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.EngineSocket;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/// Asks the container engine who it is before anybody needs to know: an engine takes longer to
/// answer than the rest of a start does.
public final class EngineGreeting implements AutoCloseable {
    private static final CompletableFuture<Optional<ContainerEngine>> NOTHING =
            CompletableFuture.completedFuture(Optional.empty());

    private final CompletableFuture<Optional<ContainerEngine>> answer;
    private final AtomicReference<CompletableFuture<Optional<ContainerEngine>>> waiting;

    private EngineGreeting(CompletableFuture<Optional<ContainerEngine>> answer) {
        this.answer = answer;
        this.waiting = new AtomicReference<>(answer);
    }

    /// Nobody has been greeted.
    public static EngineGreeting none() {
        return new EngineGreeting(NOTHING);
    }

    /// One that is still to be spoken or skipped: whoever takes it waits until then.
    public static EngineGreeting planned() {
        return new EngineGreeting(new CompletableFuture<>());
    }

    /// Greets the engine that this environment names, and waits for its answer: some seconds at
    /// most.
    public void speak(Map<String, String> environment) {
        try {
            answer.complete(
                    EngineSocket.find(environment) instanceof EngineSocket.Search.Found(var socket)
                            ? Optional.of(ContainerEngine.greet(socket.path()))
                            : Optional.empty());
        } catch (EngineProblem problem) {
            answer.completeExceptionally(problem);
        }
    }

    /// There is nothing to be said, or it has been said.
    public void skip() {
        answer.complete(Optional.empty());
    }

    /// Waits for the answer. Whoever takes it closes it; there is none for the next who asks.
    ///
    /// @throws EngineProblem when the engine that was greeted is of no use
    Optional<ContainerEngine> take() throws EngineProblem {
        try {
            return waiting.getAndSet(NOTHING).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EngineProblem problem) {
                throw problem;
            }
            throw e;
        }
    }

    /// An answer that nobody took ends here, also one that is still under way.
    @Override
    public void close() {
        var _ =
                waiting.getAndSet(NOTHING)
                        .thenAccept(made -> made.ifPresent(ContainerEngine::close));
    }
}
