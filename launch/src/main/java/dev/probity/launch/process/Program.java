package dev.probity.launch.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at a program before it is started: the tools that start it can only say "exit code 127".
final class Program {

    /// What execvp searches when there is no PATH.
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private Program() {}

    /// @throws CannotLaunch when it is certain that the program could not be started
    static void check(List<String> command, Map<String, String> environment, Path directory)
            throws CannotLaunch {
        if (!Files.isDirectory(directory)) {
            throw new CannotLaunch(
                    Files.exists(directory)
                            ? "working directory " + directory + " is not a directory"
                            : "working directory " + directory + " does not exist");
        }
        String name = command.getFirst();
        Optional<String> path = Optional.ofNullable(environment.get("PATH"));
        Optional<Path> program = search(name, path, directory);
        if (program.isPresent()) {
            checkInterpreter(program.get(), directory);
        } else if (name.contains("/")) {
            throw new CannotLaunch(whyNot(name, directory.resolve(name)));
        } else {
            throw new CannotLaunch(
                    "program \"%s\" is not found in PATH (%s)"
                            .formatted(name, path.orElse(DEFAULT_PATH)));
        }
    }

    /// Finds it as execvp does: a name with a slash is a path, any other is searched for.
    static Optional<Path> search(String name, Optional<String> path, Path directory) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (name.contains("/")) {
            return Optional.of(directory.resolve(name)).filter(Program::canRun);
        }
        for (String folder : path.orElse(DEFAULT_PATH).split(":")) {
            Path candidate = directory.resolve(folder).resolve(name);
            if (canRun(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static boolean canRun(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static String whyNot(String name, Path file) {
        if (!Files.exists(file)) {
            String where = name.startsWith("/") ? "" : " in " + file.getParent();
            return "program \"" + name + "\" does not exist" + where;
        }
        return Files.isDirectory(file)
                ? "program \"" + name + "\" is a directory"
                : "program \"" + name + "\" is not executable; chmod +x " + file;
    }

    // A script whose interpreter is missing fails as if the script itself were missing.
    private static void checkInterpreter(Path program, Path directory) throws CannotLaunch {
        byte[] head;
        try (InputStream file = Files.newInputStream(program)) {
            head = file.readNBytes(256); // as much as Linux looks at
        } catch (IOException _) {
            return; // a program may be executable and not readable
        }
        String text = new String(head, StandardCharsets.UTF_8);
        if (!text.startsWith("#!")) {
            return;
        }
        String interpreter = text.lines().findFirst().orElse("").substring(2).strip().split(" ")[0];
        if (!interpreter.isEmpty() && !Files.exists(directory.resolve(interpreter))) {
            throw new CannotLaunch(
                    "program \"%s\" needs the interpreter %s, which does not exist"
                            .formatted(program, interpreter));
        }
    }
}
