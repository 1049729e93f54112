package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged program, started as a user starts it: in a folder, with a state of its own.
public final class Packaged {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofSeconds(90); // the machine may be busy

    private final Path folder;
    private final Path state;
    private final List<Running> running = new ArrayList<>();
    private int processes;

    /// @param code its exit code
    public record Result(int code, String out, String err) {}

    /// @param folder where the application's file and everything else is
    /// @param state where the state directories are
    public Packaged(Path folder, Path state) {
        this.folder = folder;
        this.state = state;
        if (!Files.exists(ROOT.resolve("cli/target/probity/BUILD_ID"))) {
            throw new IllegalStateException("the program is not packaged; run mvn verify");
        }
    }

    /// Writes the application's file. `$SERVER` in it is the command of a {@link Server}.
    public void file(String text) throws IOException {
        Path next = folder.resolve("probity.yaml.next");
        Files.writeString(next, text.replace("$SERVER", Server.command()));
        Files.move(
                next,
                folder.resolve("probity.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /// Runs one verb to its end.
    public Result run(String... words) throws Exception {
        return begin("", words).end();
    }

    /// @param input what is piped into it
    Result pipe(String input, String... words) throws Exception {
        return begin(input, words).end();
    }

    /// What it prints, after having ended as expected.
    public String ask(int code, String... words) throws Exception {
        Result result = run(words);
        assertThat(result.code())
                .as(() -> "%s: %s%s".formatted(List.of(words), result.out(), result.err()))
                .isEqualTo(code);
        return result.out() + result.err();
    }

    /// Starts a verb that goes on.
    public Running start(String... words) throws Exception {
        return begin("", words);
    }

    private Running begin(String input, String... words) throws IOException {
        Path stdin = Files.writeString(folder.resolve("stdin-" + processes), input);
        Path out = folder.resolve("out-" + processes);
        Path err = folder.resolve("err-" + processes++);
        List<String> command = new ArrayList<>(interruptible());
        command.add(launcher().toString());
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(stdin.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment());
        Running started = new Running(builder.start(), out, err);
        running.add(started);
        return started;
    }

    /// What a process of the user has, whatever starts the program in it.
    Map<String, String> environment() {
        return Map.of(
                "XDG_STATE_HOME",
                state.toString(),
                "PROBITY_JAVA_HOME",
                System.getProperty("java.home"),
                "PROBITY_NO_BUILD",
                "1",
                "PROBITY_AOT",
                "off");
    }

    static Path launcher() {
        return ROOT.resolve("probity");
    }

    /// A program inherits that a signal is ignored, and shells ignore Ctrl-C for what they put into
    /// the background, this test included.
    private static List<String> interruptible() {
        return System.getProperty("os.name").equals("Linux")
                ? List.of("env", "--default-signal=INT")
                : List.of();
    }

    /// A verb at work.
    public record Running(Process process, Path outFile, Path errFile) {
        public String out() {
            return read(outFile);
        }

        public String err() {
            return read(errFile);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public Running awaitOut(String text) {
            await(text)
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(out()).as(this::err).contains(text));
            return this;
        }

        Running awaitErr(String text) {
            await(text).atMost(LIMIT).untilAsserted(() -> assertThat(err()).contains(text));
            return this;
        }

        public void signal(String name) throws Exception {
            String pid = Long.toString(process.pid());
            assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
        }

        public Result end() throws InterruptedException {
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended).as(() -> "it has not ended: " + out() + err()).isTrue();
            return new Result(process.exitValue(), out(), err());
        }
    }

    /// Whatever still runs is taken down with all of its children.
    public void close() throws Exception {
        if (running.stream().anyMatch(verb -> verb.process().isAlive())
                || Files.exists(folder.resolve("detached"))) {
            var _ = run("down", "--hurry");
        }
        for (Running verb : running) {
            verb.process().destroyForcibly().waitFor();
        }
    }
}
