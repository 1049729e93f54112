package dev.probity.launch.container;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.launch.container.rest.Call;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.spec.ImageBuild;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an engine gets to build an image from: the context's files, but for those that its
/// `.dockerignore` leaves out.
final class BuildContext {
    /// The name that the recipe travels under when it lies outside of the context.
    private static final String OUTSIDE = ".probity.Dockerfile";

    private final ImageBuild build;
    private final IgnoredFiles ignored;
    private final boolean inside;

    private BuildContext(ImageBuild build, IgnoredFiles ignored) {
        this.build = build;
        this.ignored = ignored;
        this.inside = build.dockerfile().startsWith(build.context());
    }

    /// @throws EngineProblem when there is no such context or recipe
    static BuildContext of(ImageBuild build) throws EngineProblem {
        if (!Files.isDirectory(build.context())) {
            throw EngineProblem.noAnswer(
                    "the build context " + build.context() + " is no directory");
        }
        if (!Files.isRegularFile(build.dockerfile())) {
            throw EngineProblem.noAnswer("there is no " + build.dockerfile() + " to build from");
        }
        try {
            return new BuildContext(build, IgnoredFiles.of(build.context()));
        } catch (IOException broken) {
            throw EngineProblem.noAnswer("the .dockerignore cannot be read: " + broken);
        }
    }

    Map<String, String> query(String reference) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("t", reference);
        query.put("dockerfile", recipe());
        query.put("rm", "true");
        query.put("forcerm", "true");
        build.target().ifPresent(stage -> query.put("target", stage));
        if (!build.arguments().isEmpty()) {
            ObjectNode arguments = JsonNodeFactory.instance.objectNode();
            build.arguments().forEach(arguments::put);
            query.put("buildargs", arguments.toString());
        }
        return query;
    }

    private String recipe() {
        return inside ? build.context().relativize(build.dockerfile()).toString() : OUTSIDE;
    }

    void writeTo(Call.Sink sink) throws IOException, EngineProblem {
        var tar = new TarWriter(sink);
        var walk = new Walk(tar);
        Files.walkFileTree(build.context(), walk);
        if (walk.problem != null) {
            throw walk.problem;
        }
        if (!inside) {
            tar.file(OUTSIDE, build.dockerfile());
        }
        tar.end();
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final TarWriter tar;
        private @org.jspecify.annotations.Nullable EngineProblem problem;

        Walk(TarWriter tar) {
            this.tar = tar;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            String name = name(directory);
            if (name.isEmpty()) {
                return FileVisitResult.CONTINUE;
            }
            if (ignored.leavesOutAllOf(name)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            return ignored.leavesOut(name)
                    ? FileVisitResult.CONTINUE
                    : add(() -> tar.directory(name, directory));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            String name = name(file);
            boolean needed = name.equals(recipe()) || name.equals(IgnoredFiles.NAME);
            if (!needed && ignored.leavesOut(name)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                return add(() -> tar.link(name, Files.readSymbolicLink(file)));
            }
            // Sockets and pipes are nothing that an image could hold.
            return attributes.isRegularFile()
                    ? add(() -> tar.file(name, file))
                    : FileVisitResult.CONTINUE;
        }

        private interface Addition {
            void run() throws IOException, EngineProblem;
        }

        private FileVisitResult add(Addition addition) throws IOException {
            try {
                addition.run();
                return FileVisitResult.CONTINUE;
            } catch (EngineProblem found) {
                problem = found;
                return FileVisitResult.TERMINATE;
            }
        }

        private String name(Path file) {
            return build.context().relativize(file).toString();
        }
    }
}
