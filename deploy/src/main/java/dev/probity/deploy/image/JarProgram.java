package dev.probity.deploy.image;

import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A Java program in one jar, which needs no recipe of its own to become an image.
///
/// @param file the jar; absolute
/// @param options of the virtual machine, between `java` and `-jar`
/// @param arguments of the program, with Probity's placeholders
record JarProgram(Path file, List<String> options, List<String> arguments) {
    /// Where the jar is in the image.
    private static final String PLACE = "/app/app.jar";

    JarProgram {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /// Nothing when the command is not `java … -jar FILE.jar …`.
    static Optional<JarProgram> of(Workload.Command command, Path directory) {
        List<String> words = command.command();
        String program = words.getFirst();
        int jar = words.indexOf("-jar");
        boolean java = program.equals("java") || program.endsWith("/java");
        if (!java || jar < 0 || jar + 1 >= words.size()) {
            return Optional.empty();
        }
        return Optional.of(
                new JarProgram(
                        directory.resolve(words.get(jar + 1)).normalize(),
                        words.subList(1, jar),
                        words.subList(jar + 2, words.size())));
    }

    /// The recipe: the base image, the jar, and what is started.
    ///
    /// @param base an image with `java` on its path
    /// @param jar name of the file in the build's context
    String dockerfile(String base, String jar) {
        List<String> words = new ArrayList<>();
        words.add("java");
        words.addAll(options);
        words.add("-jar");
        words.add(PLACE);
        String entrypoint =
                words.stream().map(JarProgram::quoted).collect(Collectors.joining(", ", "[", "]"));
        return "FROM %s\nCOPY %s %s\nENTRYPOINT %s\n".formatted(base, jar, PLACE, entrypoint);
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
