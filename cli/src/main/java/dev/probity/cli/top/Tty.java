package dev.probity.cli.top;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The terminal of this process, with its keys read one by one and a screen of its own. It is set
/// by `stty`, which every system with terminals has, and put back when this is closed or the
/// process is told to end.
final class Tty implements AutoCloseable {
    private static final File DEVICE = new File("/dev/tty");
    private static final int PATIENCE_SECONDS = 5;

    private static final String OTHER_SCREEN = "\033[?1049h\033[?25l"; // and no cursor
    private static final String FORMER_SCREEN = "\033[?25h\033[?1049l";

    private final PrintStream out;
    private final String former;
    private final InputStream input;
    private final Thread putBack = new Thread(this::putBack, "probity-terminal");

    private boolean open = true; // guarded by this

    private Tty(PrintStream out, String former, InputStream input) {
        this.out = out;
        this.former = former;
        this.input = input;
    }

    /// @return empty where there is no terminal, or none that can be set
    static Optional<Tty> open(PrintStream out) {
        Optional<String> former =
                stty("-g").filter(settings -> settings.matches("[0-9a-zA-Z:=;-]+"));
        if (former.isEmpty()) {
            return Optional.empty();
        }
        try {
            Tty tty = new Tty(out, former.get(), new FileInputStream(DEVICE));
            Runtime.getRuntime().addShutdownHook(tty.putBack);
            // Ctrl-C still ends the process; the hook puts everything back.
            stty("-icanon", "-echo", "min", "1", "time", "0");
            out.print(OTHER_SCREEN);
            out.flush();
            return Optional.of(tty);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> stty(String... arguments) {
        List<String> command = Stream.concat(Stream.of("stty"), Stream.of(arguments)).toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(DEVICE)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean done = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return done && process.exitValue() == 0
                    ? Optional.of(answer.strip())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    InputStream input() {
        return input;
    }

    /// As it is now; people make windows larger.
    Size size() {
        return stty("size")
                .filter(answer -> answer.matches("\\d{1,5} \\d{1,5}"))
                .map(answer -> answer.split(" "))
                .map(parts -> new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])))
                .filter(size -> size.rows() > 0 && size.columns() > 0)
                .orElse(Size.USUAL);
    }

    /// Line by line over what was there, so that nothing flickers.
    void show(List<String> lines) {
        StringBuilder frame = new StringBuilder("\033[H");
        for (int row = 0; row < lines.size(); row++) {
            frame.append(lines.get(row)).append("\033[K");
            if (row < lines.size() - 1) {
                frame.append("\r\n");
            }
        }
        synchronized (this) {
            if (open) {
                out.print(frame.append("\033[J"));
                out.flush();
            }
        }
    }

    private synchronized void putBack() {
        if (open) {
            open = false;
            out.print(FORMER_SCREEN);
            out.flush();
            stty(former);
        }
    }

    @Override
    public void close() {
        putBack();
        try {
            Runtime.getRuntime().removeShutdownHook(putBack);
        } catch (IllegalStateException _) {
            // It runs already.
        }
    }
}
