package dev.probity.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Who waits for the answer to which command.
final class Answers {
    /// Commands come from people and scripts; more than this at once is a loop gone wild.
    private static final int WAITING = 256;

    private final Map<Long, CompletableFuture<Optional<String>>> waiting =
            new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /// @param send told the number that the answer will carry
    CompletionStage<Optional<String>> ask(LongConsumer send) {
        if (waiting.size() >= WAITING) {
            return CompletableFuture.completedStage(
                    Optional.of(WAITING + " commands wait for their answer already; try later"));
        }
        long number = numbers.incrementAndGet();
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        send.accept(number);
        return answer.minimalCompletionStage();
    }

    /// On the engine's thread, which must not do what whoever asked does next.
    void give(long number, Optional<String> problem) {
        CompletableFuture<Optional<String>> answer = waiting.remove(number);
        if (answer != null) {
            var _ = answer.completeAsync(() -> problem, Thread::startVirtualThread);
        }
    }

    /// Nobody will answer any more.
    void end() {
        waiting.values()
                .forEach(answer -> answer.complete(Optional.of("the application has ended")));
        waiting.clear();
    }
}
