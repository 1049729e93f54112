package dev.probity.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds the version 2 control group that this process is in.
final class ControlGroups {

    private ControlGroups() {}

    /// The group, when others can be made in it, processes moved between them, and all of a group
    /// killed at once (Linux 5.14). A pure version 2 machine and a hybrid one both have it.
    static Optional<Path> own() {
        try {
            return own(
                            Files.readAllLines(Path.of("/proc/self/mountinfo")),
                            Files.readAllLines(Path.of("/proc/self/cgroup")))
                    .filter(ControlGroups::canBeDivided);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// @param mounts lines of /proc/self/mountinfo
    /// @param groups lines of /proc/self/cgroup; the one of version 2 begins with `0::`
    static Optional<Path> own(List<String> mounts, List<String> groups) {
        Optional<String> group = groups.stream().filter(line -> line.startsWith("0::")).findFirst();
        return group.flatMap(line ->
                mounts.stream()
                        .flatMap(mount -> place(mount, line.substring(3)).stream())
                        .findFirst());
    }

    // 36 35 98:0 /root /mount/point rw,relatime shared:1 - cgroup2 cgroup2 rw
    private static Optional<Path> place(String mount, String group) {
        String[] fields = mount.split(" ");
        if (fields.length < 5 || !mount.contains(" - cgroup2 ")) {
            return Optional.empty();
        }
        String root = fields[3].equals("/") ? "" : fields[3];
        // A group outside of the mounted part of the hierarchy cannot be reached from here.
        if (!group.startsWith(root) || group.contains("..")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(fields[4] + group.substring(root.length())).normalize());
    }

    private static boolean canBeDivided(Path group) {
        if (!Files.isWritable(group) || !Files.isWritable(group.resolve("cgroup.procs"))) {
            return false;
        }
        // The root group has no cgroup.kill of its own: only one that was made tells. A read-only
        // mount says that it is writable to root, so nothing but trying is sure.
        Path trial = group.resolve("probity-trial-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(trial);
            boolean kills = Files.exists(trial.resolve("cgroup.kill"));
            Files.delete(trial);
            return kills;
        } catch (IOException _) {
            return false;
        }
    }
}
