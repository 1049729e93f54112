package dev.probity.launch.process;

import dev.probity.launch.Attachment;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A command inside of an incarnation, from its asking to its answer.
final class Command implements Attachment {

    /// Takes the bytes of a stream as they come.
    @FunctionalInterface
    interface Taker {
        void take(Output stream, byte[] bytes, int count);
    }

    /// @param input whether its standard input is open
    record Wish(List<String> command, Duration limit, boolean input, Taker taker) {}

    /// After the command's end its output is complete, unless it left somebody who holds it.
    private static final Duration LINGERING = Duration.ofMillis(50);

    private static final int CHUNK = 8 * 1024;

    private final RunningProcess host;
    private final Wish wish;
    private final Consumer<ExecResult> answer;
    private final long end;
    private final CountDownLatch streams = new CountDownLatch(2);

    /// Open until it runs, or never will.
    private final CountDownLatch decided = new CountDownLatch(1);

    private final Object lock = new Object();
    // Both guarded by the lock.
    private boolean abandoned;
    private Optional<Started> started = Optional.empty();

    private record Started(Process process, Tree tree) {}

    /// @param answer gets an {@link ExecResult.Exited} and {@link ExecResult.TimedOut} without text
    Command(RunningProcess host, Wish wish, Consumer<ExecResult> answer) {
        this.host = host;
        this.wish = wish;
        this.answer = answer;
        this.end = System.nanoTime() + wish.limit().toNanos();
    }

    /// To be called on a thread of the spawner.
    void start(Start start, Executor readers) {
        try {
            begin(start, readers);
        } finally {
            decided.countDown();
        }
    }

    @Override
    public void abandon() {
        Optional<Started> running;
        synchronized (lock) {
            abandoned = true;
            running = started;
        }
        running.ifPresent(command ->
                Thread.ofVirtual()
                        .name("abandon " + host.incarnation())
                        .start(command.tree()::kill));
    }

    @Override
    public void input(byte[] bytes) {
        withInput(input -> {
            input.write(bytes);
            input.flush();
        });
    }

    @Override
    public void endInput() {
        withInput(OutputStream::close);
    }

    private void begin(Start start, Executor readers) {
        synchronized (lock) {
            if (abandoned || left() <= 0) {
                answerElsewhere(new ExecResult.TimedOut(""));
                return;
            }
        }
        Tree tree = host.branch();
        Process process;
        try {
            process = start.of(host.plan(), wish.command(), tree, wish.input());
        } catch (CannotLaunch problem) {
            tree.fell();
            answerElsewhere(new ExecResult.CouldNotStart(problem.reason()));
            return;
        }
        boolean unwanted;
        synchronized (lock) {
            started = Optional.of(new Started(process, tree));
            unwanted = abandoned;
        }
        if (unwanted) {
            tree.kill();
        }
        readers.execute(() -> read(Output.STDOUT, process.getInputStream()));
        readers.execute(() -> read(Output.STDERR, process.getErrorStream()));
        Thread.ofVirtual().name("exec " + host.incarnation()).start(() -> watch(process, tree));
    }

    private interface InputUse {
        void on(OutputStream input) throws IOException;
    }

    private void withInput(InputUse use) {
        if (!wish.input()) {
            return;
        }
        try {
            decided.await();
            Optional<Started> running;
            synchronized (lock) {
                running = started;
            }
            if (running.isPresent()) {
                use.on(running.get().process().getOutputStream());
            }
        } catch (IOException _) {
            // it does not listen any more
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Process process, Tree tree) {
        try {
            boolean exited = process.waitFor(Math.max(0, left()), TimeUnit.NANOSECONDS);
            if (!exited || !streams.await(LINGERING.toMillis(), TimeUnit.MILLISECONDS)) {
                tree.kill();
            }
            streams.await(1, TimeUnit.SECONDS);
            tree.fell();
            synchronized (lock) {
                started = Optional.empty(); // nothing is left to kill, and nobody listens
            }
            boolean cut = !exited || isAbandoned();
            answer.accept(
                    cut
                            ? new ExecResult.TimedOut("")
                            : new ExecResult.Exited(process.exitValue(), "", ""));
        } catch (InterruptedException _) {
            process.destroyForcibly();
            answer.accept(new ExecResult.TimedOut(""));
            Thread.currentThread().interrupt();
        }
    }

    private void read(Output stream, InputStream source) {
        byte[] chunk = new byte[CHUNK];
        try (source) {
            for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
                wish.taker().take(stream, chunk, count);
            }
        } catch (IOException _) {
            // closed under the reader: the end
        } finally {
            streams.countDown();
        }
    }

    private boolean isAbandoned() {
        synchronized (lock) {
            return abandoned;
        }
    }

    private long left() {
        return end - System.nanoTime();
    }

    // Answers may wait for a lock of who asked, and the spawner must not.
    private void answerElsewhere(ExecResult result) {
        Thread.ofVirtual().name("exec " + host.incarnation()).start(() -> answer.accept(result));
    }
}
