package dev.probity.samples.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Two processes on one SQLite file: as when one replica takes over from another.
class TwoReplicasIT {
    private static final int BATCHES = 60;

    @TempDir private Path folder;

    @Test
    void neitherLosesNorDoublesWhatTheyWriteAtTheSameTime() throws Exception {
        int port = Ports.free();
        ServiceProcess process =
                ServiceProcess.start(
                        folder.resolve("log"),
                        Map.of(
                                "PORT",
                                Integer.toString(port),
                                "DATABASE_URL",
                                "jdbc:sqlite:" + folder.resolve("predictions.db")));
        try (Running running = Running.on(folder).awaitReady();
                Client second = new Client(port);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            process.awaitReady(second);
            List<Callable<Integer>> posts = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                String prefix = "b" + i + "-";
                Client client = i % 2 == 0 ? running.client : second;
                posts.add(() -> stored(client, prefix));
                Client other = client == second ? running.client : second;
                posts.add(() -> stored(other, prefix)); // a repetition that meets another replica
            }
            int stored = 0;
            for (Future<Integer> each : threads.invokeAll(posts)) {
                stored += each.get();
            }
            assertThat(stored).isEqualTo(BATCHES * 8);
            assertThat(second.json("/stats").path("total_predictions").asInt())
                    .isEqualTo(BATCHES * 8);
        } finally {
            process.kill();
        }
    }

    /// A client repeats what was not taken.
    private static int stored(Client client, String prefix) throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            var answer = client.post(Bodies.batch(prefix, 8));
            if (answer.statusCode() == 200) {
                return Client.json(answer).path("predictions_stored").asInt();
            }
        }
        throw new AssertionError("not taken in 20 attempts");
    }
}
