package dev.probity.launch.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Processes of a container as this machine sees them. An engine in a virtual machine tells numbers
/// that are somebody else's here: a process is the container's only when its control group says so.
final class HostProcesses {
    private static final int ROUNDS = 50;
    private static final Duration LOOK = Duration.ofMillis(2);

    private HostProcesses() {}

    /// A process and all that it has started.
    static List<Long> tree(long pid, String container) {
        if (!isOf(pid, container)) {
            return List.of();
        }
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /// Kills it with all that it has started.
    ///
    /// @return whether nothing of it is left; false when it may not be killed from here
    static boolean kill(long pid, String container) {
        for (int round = 0; round < ROUNDS; round++) {
            List<Long> tree = tree(pid, container);
            if (tree.isEmpty()) {
                return round > 0;
            }
            for (long each : tree) {
                boolean asked =
                        ProcessHandle.of(each).map(ProcessHandle::destroyForcibly).orElse(true);
                if (!asked && isOf(each, container)) {
                    return false;
                }
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }

    /// The number that a process has inside of its container.
    static OptionalLong inner(long pid, String container) {
        if (!isOf(pid, container)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("NSpid:"))
                    .map(line -> line.substring(line.lastIndexOf('\t') + 1).strip())
                    .filter(number -> number.matches("\\d{1,9}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    static boolean isOf(long pid, String container) {
        if (pid <= 1 || container.isEmpty()) {
            return false;
        }
        try {
            boolean here =
                    Files.readString(Path.of("/proc/" + pid + "/cgroup")).contains(container);
            // A process that has ended and is not reaped yet is nothing that could be killed.
            return here && !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException _) {
            return false;
        }
    }
}
