package dev.probity.samples.inference;

import dev.probity.samples.mlplatform.model.SyntheticImages.Image;
import dev.probity.samples.mlplatform.model.Training;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// Callers that ask for predictions, one after the other each, until they are told to stop.
final class Load implements AutoCloseable {
    private final World world;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Set<String> versions = new ConcurrentSkipListSet<>();
    private volatile boolean stopping;

    private Load(World world) {
        this.world = world;
    }

    static Load of(World world, int callers) {
        Load load = new Load(world);
        List<Image> images = Training.heldOut(10);
        for (int caller = 0; caller < callers; caller++) {
            Image image = images.get(caller % images.size());
            load.callers.execute(() -> load.call(image));
        }
        return load;
    }

    private void call(Image image) {
        while (!stopping) {
            String answer;
            try {
                var response = world.predict(image);
                answer = Integer.toString(response.statusCode());
                versions.add(World.json(response).path("model_version").asText());
            } catch (Exception problem) {
                answer = problem.toString();
            }
            answers.computeIfAbsent(answer, any -> new LongAdder()).increment();
        }
    }

    long answered() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /// By status, or by what went wrong on the way.
    Set<String> kinds() {
        return answers.keySet();
    }

    Set<String> versions() {
        return versions;
    }

    /// Every caller waits for the answer that it is owed.
    void end() {
        stopping = true;
        callers.close();
    }

    @Override
    public void close() {
        end();
    }
}
