package dev.probity.launch.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Processes of a container as this machine sees them. An engine in a virtual machine tells numbers
/// that are somebody else's here: a process is the container's only when its control group says so,
/// or its mounts.
final class HostProcesses {
    private static final int ROUNDS = 50;
    private static final Duration LOOK = Duration.ofMillis(2);

    /// What engines give every container of their own, and no process outside has mounted there.
    private static final Set<String> MOUNTED =
            Set.of("/etc/hostname", "/etc/hosts", "/run/.containerenv");

    private static final int MOUNT_FIELDS = 6; // numbers twice, device, root, mount point, the rest

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

    /// Without root an engine may have no control groups to give. Then what it has mounted inside
    /// comes from a folder of the container's name.
    private static boolean sees(long pid, String container) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/mountinfo"))) {
            return lines.map(line -> line.split(" ", MOUNT_FIELDS))
                    .filter(fields -> fields.length == MOUNT_FIELDS)
                    .anyMatch(
                            fields -> MOUNTED.contains(fields[4]) && fields[3].contains(container));
        }
    }

    static boolean isOf(long pid, String container) {
        if (pid <= 1 || container.isEmpty()) {
            return false;
        }
        try {
            boolean here =
                    Files.readString(Path.of("/proc/" + pid + "/cgroup")).contains(container)
                            || sees(pid, container);
            // A process that has ended and is not reaped yet is nothing that could be killed.
            return here && !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException _) {
            return false;
        }
    }
}
