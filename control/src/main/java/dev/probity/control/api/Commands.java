package dev.probity.control.api;

import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;
import dev.probity.engine.Event;
import dev.probity.runtime.RunningApplication;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/// Asks the engine, and waits for its answer, which says that it is done or under way.
final class Commands {
    /// The engine answers in the step that takes the command.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunningApplication application;

    Commands(RunningApplication application) {
        this.application = application;
    }

    void ask(LongFunction<? extends Event.Command> command) {
        answer(command)
                .ifPresent(problem -> {
                    throw new ProblemException(Problem.of(409, "Cannot be done", problem));
                });
    }

    private Optional<String> answer(LongFunction<? extends Event.Command> command) {
        try {
            return application
                    .command(command)
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ProblemException(
                    Problem.of(
                            503,
                            "No answer",
                            "the engine has not answered for " + PATIENCE.toSeconds() + " s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }
}
