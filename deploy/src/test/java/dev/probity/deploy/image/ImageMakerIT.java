package dev.probity.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.deploy.image.Build.Source;
import dev.probity.launch.container.RealEngine;
import dev.probity.launch.container.RealRegistry;
import dev.probity.spec.ImageBuild;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Images that a real engine builds.
@Tag("whole")
class ImageMakerIT {
    @TempDir private Path folder;

    private static Build jar(Path file) {
        return new Build(
                "localhost/shop/web:1",
                new Source.Jar(new JarProgram(file, List.of("-Xmx64m"), List.of())));
    }

    @Test
    void makesImagesOfAJarAndOfARecipe() throws Exception {
        Path program = Files.writeString(folder.resolve("web.jar"), "a program");
        Path recipe = folder.resolve("Dockerfile");
        try (RealEngine engine = RealEngine.start()) {
            Files.writeString(recipe, "FROM " + engine.image() + "\nCMD [\"serve\"]\n");
            ImageBuild build = new ImageBuild(folder, recipe, Map.of(), Optional.empty());
            new ImageMaker(engine.environment(), engine.image(), _ -> {})
                    .make(
                            List.of(
                                    jar(program),
                                    new Build("localhost/shop/db:1", new Source.Recipe(build))));
            assertThat(entrypoint(engine)).isEqualTo("[java -Xmx64m -jar /app/app.jar]");
            assertThat(
                            engine.ask(
                                    "image",
                                    "inspect",
                                    "--format",
                                    "{{.Config.Cmd}}",
                                    "localhost/shop/db:1"))
                    .isEqualTo("[serve]");
        }
    }

    private static String entrypoint(RealEngine engine) throws IOException, InterruptedException {
        return engine.ask(
                "image", "inspect", "--format", "{{.Config.Entrypoint}}", "localhost/shop/web:1");
    }

    @Test
    void pushesWhatItHasMade() throws Exception {
        Path program = Files.writeString(folder.resolve("web.jar"), "a program");
        try (RealRegistry registry =
                        RealRegistry.start(Files.createDirectory(folder.resolve("registry")));
                RealEngine engine = RealEngine.start()) {
            Map<String, String> environment = new HashMap<>(engine.environment());
            environment.put("REGISTRY_AUTH_FILE", registry.login().toString());
            List<Build> builds =
                    List.of(
                            new Build(
                                    registry.host() + "/shop/web:1",
                                    new Source.Jar(new JarProgram(program, List.of(), List.of()))));
            ImageMaker maker = new ImageMaker(environment, engine.image(), _ -> {});
            maker.make(builds);
            maker.push(builds);
            assertThat(registry.ask("/v2/shop/web/tags/list")).contains("\"1\"");
        }
    }

    @Test
    void saysThatThereIsNoJarYet() {
        Path missing = folder.resolve("web.jar");
        assertThatThrownBy(
                        () -> new ImageMaker(Map.of(), "base", _ -> {}).make(List.of(jar(missing))))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no jar " + missing + "; build the program first");
    }

    @Test
    void saysThatThereIsNoEngine() throws IOException {
        Path program = Files.writeString(folder.resolve("web.jar"), "a program");
        Map<String, String> nowhere = Map.of("CONTAINER_HOST", "unix:///no/such.sock");
        assertThatThrownBy(
                        () -> new ImageMaker(nowhere, "base", _ -> {}).make(List.of(jar(program))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such.sock");
    }
}
