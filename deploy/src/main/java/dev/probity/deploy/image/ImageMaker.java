package dev.probity.deploy.image;

import dev.probity.launch.container.ContainerNews;
import dev.probity.launch.container.ImageWorkshop;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.spec.ImageBuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the images of an application in the container engine of this machine, and puts them into
/// their registry.
public final class ImageMaker {
    /// Has `java` on its path; small, and no compiler in it.
    public static final String BASE = "docker.io/library/eclipse-temurin:25-jre";

    private static final String JAR = "app.jar";

    private final Map<String, String> environment;
    private final String base;
    private final ContainerNews news;

    /// @param environment in which the engine is looked for
    /// @param base of images that are made of a jar; one with `java` on its path
    /// @param told of what the engine is doing
    public ImageMaker(Map<String, String> environment, String base, Consumer<String> told) {
        this.environment = Map.copyOf(environment);
        this.base = base;
        this.news =
                new ContainerNews() {
                    @Override
                    public void progress(String text) {
                        told.accept(text);
                    }

                    @Override
                    public void trouble(String text) {
                        told.accept(text);
                    }
                };
    }

    /// @throws IOException with the reason why an image cannot be made, in words for the user
    public void make(List<Build> builds) throws IOException, InterruptedException {
        for (Build build : builds) {
            try {
                switch (build.source()) {
                    case Build.Source.Recipe(ImageBuild recipe) -> make(build.reference(), recipe);
                    case Build.Source.Jar(JarProgram program) -> make(build.reference(), program);
                }
            } catch (EngineProblem problem) {
                throw new IOException(problem.reason(), problem);
            }
        }
    }

    /// Puts into their registries what was made.
    ///
    /// @throws IOException with the engine's words when a registry refuses one
    public void push(List<Build> builds) throws IOException, InterruptedException {
        for (Build build : builds) {
            try {
                ImageWorkshop.push(build.reference(), environment, news);
            } catch (EngineProblem problem) {
                throw new IOException(problem.reason(), problem);
            }
        }
    }

    private void make(String reference, ImageBuild recipe)
            throws EngineProblem, InterruptedException {
        ImageWorkshop.build(reference, recipe, environment, news);
    }

    /// The engine sees a folder of the jar and its recipe, and nothing else of the machine.
    private void make(String reference, JarProgram program)
            throws IOException, EngineProblem, InterruptedException {
        if (!Files.isRegularFile(program.file())) {
            throw new IOException(
                    "there is no jar " + program.file() + "; build the program first");
        }
        Path folder = Files.createTempDirectory("probity-image");
        Path recipe = folder.resolve("Dockerfile");
        Path jar = folder.resolve(JAR);
        try {
            Files.copy(program.file(), jar);
            Files.writeString(recipe, program.dockerfile(base, JAR));
            make(reference, new ImageBuild(folder, recipe, Map.of(), Optional.empty()));
        } finally {
            Files.deleteIfExists(jar);
            Files.deleteIfExists(recipe);
            Files.deleteIfExists(folder);
        }
    }
}
