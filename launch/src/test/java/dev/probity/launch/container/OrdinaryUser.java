package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A user without any right, who exists for the tests' own commands only: each gets a view of this
/// machine in which the user has a name, numbers to give to containers, and the device that
/// networks without root are made with. The machine itself is left as it is.
public final class OrdinaryUser {
    /// A number that no distribution gives to anybody; tests beside these have another one.
    private static final int NUMBER = 64_000 + (int) (ProcessHandle.current().pid() % 500);

    private static final String VIEW =
            """
            set -e
            view=$1; shift
            for file in passwd group subuid subgid; do
                mount --bind "$view/$file" "/etc/$file"
            done
            mount -t tmpfs none /dev/net
            mknod -m 666 /dev/net/tun c 10 200
            exec setpriv --reuid=%1$d --regid=%1$d --clear-groups \\
                env HOME="$view/home" XDG_RUNTIME_DIR="$view/run" "$@"
            """
                    .formatted(NUMBER);

    private final Path view;

    private OrdinaryUser(Path view) {
        this.view = view;
    }

    /// @param view an empty folder, for all that is the user's
    static OrdinaryUser in(Path view) throws IOException, InterruptedException {
        var user = new OrdinaryUser(view);
        Files.writeString(view.resolve("view.sh"), VIEW);
        Files.writeString(
                view.resolve("passwd"),
                Files.readString(Path.of("/etc/passwd"))
                        + "probe:x:%1$d:%1$d::%2$s:/bin/sh\n"
                                .formatted(NUMBER, view.resolve("home")));
        Files.writeString(
                view.resolve("group"),
                Files.readString(Path.of("/etc/group")) + "probe:x:%d:\n".formatted(NUMBER));
        for (String numbers : List.of("subuid", "subgid")) {
            Files.writeString(view.resolve(numbers), "probe:1000000:65536\n");
        }
        user.own(Files.createDirectory(view.resolve("home")));
        user.own(Files.createDirectory(user.runtime()));
        run("chmod", "755", view.toString());
        run("chmod", "700", user.runtime().toString());
        return user;
    }

    /// What is XDG_RUNTIME_DIR for the user.
    Path runtime() {
        return view.resolve("run");
    }

    /// A command as the user gives it, for root to start.
    public List<String> command(List<String> words) {
        List<String> all = new ArrayList<>();
        all.addAll(List.of("unshare", "--mount", "--propagation=private", "sh"));
        all.addAll(List.of(view.resolve("view.sh").toString(), view.toString()));
        all.addAll(words);
        return all;
    }

    /// Kills whatever the user has left running, and takes away what Podman keeps for each user.
    void end() throws IOException, InterruptedException {
        Files.deleteIfExists(Path.of("/dev/shm/libpod_rootless_lock_" + NUMBER));
        var _ = new ProcessBuilder(command(List.of("sh", "-c", "kill -9 -1"))).start().waitFor();
    }

    /// Gives a folder and all that is in it to the user.
    public void own(Path folder) throws IOException, InterruptedException {
        run("chown", "--recursive", NUMBER + ":" + NUMBER, folder.toString());
    }

    private static void run(String... words) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
    }
}
