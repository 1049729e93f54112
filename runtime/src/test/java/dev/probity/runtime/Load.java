package dev.probity.runtime;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Clients that ask without a pause, and remember everything that was not a 200.
final class Load implements AutoCloseable {
    private static final int CLIENTS = 4;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final AtomicLong served = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;
    private volatile boolean stopped;

    private Load(URI address) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
        threads =
                IntStream.range(0, CLIENTS)
                        .mapToObj(_ -> Thread.ofVirtual().name("load").start(() -> ask(request)))
                        .toList();
    }

    static Load on(URI address) {
        return new Load(address);
    }

    private void ask(HttpRequest request) {
        while (!stopped) {
            try {
                HttpResponse<String> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    served.incrementAndGet();
                } else {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// Waits for so many more answers, so that what was done before has had its effect.
    void awaitMore(int answers) {
        long before = served.get();
        await().atMost(Duration.ofSeconds(60)).until(() -> served.get() >= before + answers);
    }

    Queue<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            join(thread);
        }
        client.shutdownNow();
    }

    /// Until its last request is answered: to cut it would be a failure of the test's own making.
    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
