package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.Exchange;
import dev.probity.launch.container.rest.JsonLines;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.Workload;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/// Sees to it that the images of an application are there: each is built or fetched once in a run,
/// however many replicas wait for it.
final class ImageStore {

    /// A registry or a step of a build that says nothing for longer has stalled.
    private static final Duration SILENCE = Duration.ofMinutes(10);

    /// The names of what is made on the way.
    private static final Pattern NOISE =
            Pattern.compile("--+> .*|[0-9a-f]{64}|Successfully built .*|Removing intermediate .*");

    private final ContainerNews news;
    private final Map<String, ReentrantLock> locks = new HashMap<>();
    private final Set<String> settled = new HashSet<>();

    ImageStore(ContainerNews news) {
        this.news = news;
    }

    /// Waits until the image is there. A failure is tried again at the next launch.
    ///
    /// @throws EngineProblem with the engine's own reason
    void provide(Workload.Image image, ContainerEngine engine)
            throws EngineProblem, InterruptedException {
        ReentrantLock lock = lock(image.reference());
        lock.lockInterruptibly();
        try {
            if (!isSettled(image.reference())) {
                settle(image, engine);
            }
        } finally {
            lock.unlock();
        }
    }

    private void settle(Workload.Image image, ContainerEngine engine) throws EngineProblem {
        String reference = image.reference();
        if (image.build().isPresent()) {
            build(reference, image.build().get(), engine);
            keep(reference);
            return;
        }
        boolean there = engine.hasImage(reference);
        switch (image.pullPolicy()) {
            case NEVER -> {
                if (!there) {
                    throw EngineProblem.noAnswer(
                            "image %s is not there, and its pull policy is Never"
                                    .formatted(reference));
                }
            }
            case IF_NOT_PRESENT -> {
                if (!there) {
                    pull(reference, engine);
                }
            }
            case ALWAYS -> {
                pull(reference, engine);
                keep(reference);
            }
        }
    }

    private void pull(String reference, ContainerEngine engine) throws EngineProblem {
        news.progress("Fetching image " + reference);
        try (Exchange answer = engine.pull(reference)) {
            var lines = new JsonLines(answer);
            for (Optional<JsonNode> line = lines.next(SILENCE);
                    line.isPresent();
                    line = lines.next(SILENCE)) {
                check(line.get());
            }
        } catch (EngineProblem problem) {
            throw problem.about("image " + reference + " cannot be fetched");
        }
        if (!engine.hasImage(reference)) {
            throw EngineProblem.noAnswer("image " + reference + " was fetched and is not there");
        }
        news.progress("Fetched image " + reference);
    }

    private void build(String reference, ImageBuild build, ContainerEngine engine)
            throws EngineProblem {
        var context = BuildContext.of(build);
        news.progress("Building image " + reference + " from " + build.context());
        try (Exchange answer = engine.build(context.query(reference), context::writeTo)) {
            var lines = new JsonLines(answer);
            for (Optional<JsonNode> line = lines.next(SILENCE);
                    line.isPresent();
                    line = lines.next(SILENCE)) {
                check(line.get());
                String said = line.get().path("stream").asText().strip();
                if (!said.isEmpty() && !NOISE.matcher(said).matches()) {
                    news.progress("Building image " + reference + ": " + said);
                }
            }
        } catch (EngineProblem problem) {
            throw problem.about("image " + reference + " cannot be built");
        }
    }

    /// Podman tells of a failure in the midst of its answer, Docker instead of one as well.
    static void check(JsonNode line) throws EngineProblem {
        JsonNode error = line.path("errorDetail").path("message");
        String said = error.isMissingNode() ? line.path("error").asText() : error.asText();
        if (!said.isEmpty()) {
            throw EngineProblem.noAnswer(said.strip());
        }
    }

    private ReentrantLock lock(String reference) {
        synchronized (locks) {
            return locks.computeIfAbsent(reference, _ -> new ReentrantLock());
        }
    }

    private boolean isSettled(String reference) {
        synchronized (settled) {
            return settled.contains(reference);
        }
    }

    private void keep(String reference) {
        synchronized (settled) {
            settled.add(reference);
        }
    }
}
