package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.samples.mlplatform.model.PublishedModel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

/// All the places where a model can be, and all the ways of naming it.
class SourcesIT extends RegistryContract {
    @TempDir Path folder;
    private World world;

    /// Version 1 is the champion, 2 in Production, 3 nowhere.
    @BeforeEach
    void prepare() throws Exception {
        world = new World(folder);
        for (int version = 1; version <= 3; version++) {
            assertThat(world.publish(PublishedModel.FIRST.bytes())).isEqualTo(version);
        }
        world.registry().alias(World.MODEL, "champion", 1);
        world.registry().promote(World.MODEL, 2, "Production");
    }

    @Override
    World world() {
        return world;
    }

    @Test
    void takesAFileAndItsSuccessor() throws Exception {
        Path file = folder.resolve("model.onnx");
        Files.write(file, PublishedModel.FIRST.bytes());
        try (World running =
                world.with("MODEL_URI", file.toUri().toString())
                        .with("MODEL_POLL_SECONDS", "0.05")
                        .startAndWait()) {
            String before = World.json(running.get("/model")).path("sha256").asText();
            Path next = folder.resolve("next.onnx");
            Files.write(next, PublishedModel.SECOND.bytes());
            Files.setLastModifiedTime(next, FileTime.from(Instant.now().plusSeconds(5)));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            await().untilAsserted(() ->
                    assertThat(World.json(running.get("/model")).path("sha256").asText())
                            .isNotEqualTo(before));
        }
    }

    @Test
    void takesAnObject() throws Exception {
        world.withStore("models").with("MODEL_URI", "s3://models/nets/model.onnx");
        Path object = world.store().bucket("models").resolve("nets/model.onnx");
        Files.createDirectories(object.getParent());
        Files.write(object, PublishedModel.SECOND.bytes());
        try (World running = world.startAndWait()) {
            JsonNode model = World.json(running.get("/model"));
            assertThat(model.path("source").asText()).isEqualTo("s3://models/nets/model.onnx");
        }
    }

    @Test
    void saysThatThereIsNoSuchObject() throws Exception {
        world.withStore("models").with("MODEL_URI", "s3://models/nothing.onnx");
        try (World running = world.start()) {
            await().untilAsserted(() ->
                    assertThat(World.json(running.get("/health")).path("reason").asText())
                            .isEqualTo("model_not_in_bucket"));
        }
    }

    @Test
    void downloadsAVersionOnceForAllReplicas() throws Exception {
        try (World first = world.startAndWait()) {
            assertThat(first.get("/ready").statusCode()).isEqualTo(200);
        }
        Path models = folder.resolve("cache/models");
        try (Stream<Path> cached = Files.list(models)) {
            assertThat(cached).hasSize(1);
        }
        try (Stream<Path> libraries = Files.list(folder.resolve("cache"))) {
            assertThat(libraries.map(each -> each.getFileName().toString()))
                    .contains("models")
                    .allMatch(name -> name.equals("models") || name.startsWith("onnxruntime-"));
        }
    }
}
