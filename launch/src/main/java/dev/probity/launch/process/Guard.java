package dev.probity.launch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A small shell process that outlives a kill -9 of this one for some milliseconds, to kill what
/// was left. It sleeps on a pipe until then.
final class Guard implements AutoCloseable {

    private final Supervision supervision;
    private final Optional<String> setsid;

    /// What is killed besides what is marked: a pid, or a group's number negated.
    private final Set<Long> watched = new LinkedHashSet<>();

    private Optional<Process> process = Optional.empty();

    Guard(Supervision supervision) {
        this.supervision = supervision;
        this.setsid = supervision.ability().setsid().map(Path::toString);
    }

    /// Puts it on its post before there is anything to watch, where there is a shell.
    void post() {
        tell("");
    }

    synchronized void watch(long pid) {
        long target = target(pid);
        if (watched.add(target)) {
            tell("watch " + target + "\n");
        }
    }

    synchronized void forget(long pid) {
        long target = target(pid);
        if (watched.remove(target)) {
            tell("forget " + target + "\n");
        }
    }

    /// The guard's own process, while there is one.
    synchronized Optional<Process> process() {
        return process;
    }

    @Override
    public synchronized void close() {
        process.ifPresent(guard -> {
            try (OutputStream pipe = guard.getOutputStream()) {
                pipe.write("leave\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // it is dead: what it was there for is done by who closes it
            }
            leave(guard);
        });
        process = Optional.empty();
    }

    private static void leave(Process guard) {
        try {
            if (!guard.waitFor(1, TimeUnit.SECONDS)) {
                guard.destroyForcibly();
            }
        } catch (InterruptedException _) {
            guard.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private long target(long pid) {
        return setsid.isPresent() ? -pid : pid;
    }

    // Whoever killed the guard did not mean the replicas: another one takes its post.
    private synchronized void tell(String line) {
        Optional<Path> shell = supervision.ability().shell();
        if (shell.isEmpty()) {
            return;
        }
        try {
            if (process.filter(Process::isAlive).isEmpty()) {
                Process guard = start(shell.get());
                process = Optional.of(guard);
                StringBuilder all = new StringBuilder();
                watched.forEach(target -> all.append("watch ").append(target).append('\n'));
                write(guard, all.toString());
            } else {
                write(process.get(), line);
            }
        } catch (IOException _) {
            // The next line tries again; until then the parent-death signal and the sweep remain.
        }
    }

    private static void write(Process guard, String lines) throws IOException {
        OutputStream pipe = guard.getOutputStream();
        pipe.write(lines.getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
    }

    private Process start(Path shell) throws IOException {
        List<String> command = new ArrayList<>();
        setsid.ifPresent(command::add);
        command.addAll(List.of(shell.toString(), "-c", GuardScript.TEXT, "probity-guard"));
        command.add(supervision.run() + ".");
        command.add(supervision.controlGroup().map(Path::toString).orElse(""));
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
