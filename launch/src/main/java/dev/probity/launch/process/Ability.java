package dev.probity.launch.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What this machine offers for holding processes together. Found out once, without starting any.
///
/// @param shell a POSIX shell, for the guard
/// @param setpriv one that can bind a process's life to its parent's
/// @param setsid makes a process the leader of its own group and session
/// @param controlGroup Probity's own group, in which it may make others
/// @param processTable whether /proc tells about processes, as on Linux
/// @param root whether other users' processes can be started
public record Ability(
        Optional<Path> shell,
        Optional<Path> setpriv,
        Optional<Path> setsid,
        Optional<Path> controlGroup,
        boolean processTable,
        boolean root) {

    /// Looks at the machine.
    public static Ability probe() {
        boolean processTable = Files.isReadable(Path.of("/proc/self/stat"));
        return new Ability(
                onPath("sh"),
                onPath("setpriv").filter(Ability::knowsParentDeathSignal),
                onPath("setsid"),
                ControlGroups.own(),
                processTable,
                isRoot());
    }

    public Reach reach() {
        if (controlGroup.isPresent() && shell.isPresent()) {
            return Reach.CONTROL_GROUP;
        }
        return processTable && shell.isPresent() ? Reach.MARK : Reach.DESCENT;
    }

    /// One line per fact, for `probity doctor`.
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add(reach().promise());
        lines.add(
                setpriv.isPresent()
                        ? "a replica's process dies with Probity at once (parent-death signal)"
                        : "no setpriv with --pdeathsig: a replica's process dies with Probity by"
                                + " the guard, some milliseconds later");
        if (setsid.isEmpty()) {
            lines.add("no setsid: replicas share Probity's process group, Ctrl-C reaches them too");
        }
        if (!root) {
            lines.add("not root: services cannot run as another user");
        }
        return lines;
    }

    Ability withoutControlGroup() {
        return new Ability(shell, setpriv, setsid, Optional.empty(), processTable, root);
    }

    private static Optional<Path> onPath(String program) {
        return Program.search(program, Optional.ofNullable(System.getenv("PATH")), Path.of("/"));
    }

    // Busybox has a setpriv without it, and so has util-linux before 2.33. Reading the program's
    // text for the option takes a tenth of a millisecond, running it three.
    private static boolean knowsParentDeathSignal(Path setpriv) {
        try {
            String text = new String(Files.readAllBytes(setpriv), StandardCharsets.ISO_8859_1);
            return text.contains("pdeathsig");
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return System.getProperty("user.name", "").equals("root");
        }
    }
}
