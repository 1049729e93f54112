package dev.probity.launch.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the kernel of this machine says of processes that it has killed for want of memory. A
/// control group's own counter goes away with the container; the log stays. Mostly root alone may
/// read it: to everybody else it says nothing.
final class KernelLog {
    private static final Duration LIMIT = Duration.ofSeconds(2); // it takes milliseconds

    /// What follows is a part of the name of the group whose limit it was.
    private static final String AT_LIMIT = "oom-kill:constraint=CONSTRAINT_MEMCG,.*oom_memcg=[^,]*";

    private KernelLog() {}

    /// @param container its id, by which its control group is called
    /// @return whether a process in it is known to have been killed at its limit
    static boolean tellsOfMemory(String container) throws InterruptedException {
        try {
            Path log = Files.createTempFile("probity-kernel", ".log");
            try {
                return read(log) && tellsOfMemory(log, container);
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean read(Path log) throws IOException, InterruptedException {
        Process reading =
                new ProcessBuilder("dmesg")
                        .redirectOutput(log.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!reading.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            reading.destroyForcibly();
            return false;
        }
        return reading.exitValue() == 0;
    }

    private static boolean tellsOfMemory(Path log, String container) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> isKill(line, container));
        }
    }

    /// A machine that has no memory left at all is another matter: that is no limit of a container.
    static boolean isKill(String line, String container) {
        return Pattern.compile(AT_LIMIT + Pattern.quote(container)).matcher(line).find();
    }
}
