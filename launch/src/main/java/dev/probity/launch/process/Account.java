package dev.probity.launch.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The user that a program runs as, when it is not Probity's own.
///
/// @param group what setpriv takes: a name or a number
/// @param entry what the system knows about the user; a bare number need not be known
record Account(String user, String group, Optional<Entry> entry) {

    /// The system's entry: name:password:uid:gid:comment:home:shell.
    record Entry(String name, String group, String home) {}

    /// @param wanted `user`, `user:group`, each by name or number
    static Account of(String wanted, Ability ability) throws CannotLaunch {
        if (!ability.root()) {
            throw new CannotLaunch(
                    "running as user \"%s\" needs root; Probity runs as %s"
                            .formatted(wanted, System.getProperty("user.name")));
        }
        if (ability.setpriv().isEmpty()) {
            throw new CannotLaunch(
                    "running as user \"%s\" needs setpriv of util-linux 2.33 or later"
                            .formatted(wanted));
        }
        String[] parts = wanted.split(":", 2);
        Optional<Entry> entry = look(parts[0]);
        boolean number = parts[0].chars().allMatch(Character::isDigit) && !parts[0].isEmpty();
        if (entry.isEmpty() && !number) {
            throw new CannotLaunch("there is no user \"%s\" on this machine".formatted(parts[0]));
        }
        String ownGroup = entry.map(Entry::group).orElse(parts[0]);
        return new Account(parts[0], parts.length > 1 ? parts[1] : ownGroup, entry);
    }

    /// Whether it is the one that Probity runs as already.
    static boolean isOwn(String wanted) {
        return wanted.equals(System.getProperty("user.name"));
    }

    List<String> options() {
        List<String> options = new ArrayList<>();
        options.add("--reuid=" + user);
        options.add("--regid=" + group);
        options.add(entry.isPresent() ? "--init-groups" : "--clear-groups");
        return options;
    }

    /// What Probity's own user left in the environment is replaced; what the file says stays.
    void settleIn(Map<String, String> environment) {
        entry.ifPresent(known -> {
            replace(environment, "HOME", known.home());
            replace(environment, "USER", known.name());
            replace(environment, "LOGNAME", known.name());
        });
    }

    private static void replace(Map<String, String> environment, String name, String value) {
        String inherited = System.getenv().getOrDefault(name, "");
        if (inherited.equals(environment.getOrDefault(name, ""))) {
            environment.put(name, value);
        }
    }

    // getent asks whatever the machine keeps its users in, files or a directory service.
    private static Optional<Entry> look(String user) throws CannotLaunch {
        try {
            Process getent =
                    new ProcessBuilder("getent", "passwd", user)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            getent.getOutputStream().close();
            if (!getent.waitFor(5, TimeUnit.SECONDS)) {
                getent.destroyForcibly();
                throw new CannotLaunch("looking up user \"%s\" took over 5 s".formatted(user));
            }
            byte[] line = getent.getInputStream().readNBytes(4096);
            return parse(new String(line, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new CannotLaunch("user \"" + user + "\" cannot be looked up: " + broken);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CannotLaunch("Probity is stopping");
        }
    }

    static Optional<Entry> parse(String line) {
        String[] fields = line.strip().split(":", -1);
        return fields.length < 7
                ? Optional.empty()
                : Optional.of(new Entry(fields[0], fields[3], fields[5]));
    }
}
