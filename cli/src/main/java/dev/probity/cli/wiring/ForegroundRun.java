package dev.probity.cli.wiring;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.terminal.VersionText;
import dev.probity.control.ControlServer;
import dev.probity.control.api.Subject;
import dev.probity.control.metrics.Exposition;
import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.runtime.AlreadyRunning;
import dev.probity.runtime.CannotRun;
import dev.probity.runtime.CrashLines;
import dev.probity.runtime.LocalApplication;
import dev.probity.runtime.LogLine;
import dev.probity.runtime.Notice;
import dev.probity.runtime.Options;
import dev.probity.runtime.RunningApplication;
import dev.probity.runtime.StateDirectory;
import dev.probity.runtime.Subscription;
import dev.probity.runtime.Told;
import dev.probity.spec.Application;
import dev.probity.spec.Service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Runs an application until it is told to stop, or until it is over by itself.
public final class ForegroundRun {
    private static final int QUEUED = 10_000; // notices; a terminal that is stopped stops nobody
    private static final Duration LOOK_UP = Duration.ofMillis(500);

    private final RunRequest request;
    private final Terminal terminal;
    private final RunEnd end;
    private volatile boolean gaveUp;

    public ForegroundRun(RunRequest request, Terminal terminal) {
        this.request = request;
        this.terminal = terminal;
        this.end = new RunEnd(request.exitCodeFrom());
    }

    /// @return the exit code
    /// @throws Failure when nothing could be started
    public int run(Application application) throws IOException, InterruptedException {
        List<String> names = application.services().stream().map(Service::name).toList();
        request.exitCodeFrom().ifPresent(name -> Selected.check("service", name, names));
        Options options =
                Options.of(terminal.environment())
                        .withOnly(Selected.of(application, request.only(), request.tags()))
                        .withGreeting(request.greeting())
                        .withSpreadPhases(request.randomPhases());
        // The slowest first: a container engine thinks while the dashboard is made.
        try (LocalApplication running = open(application, options);
                Offered offered = Offered.of(request);
                Subscription notices = running.subscribe(QUEUED, 0)) {
            StopSignals.handle(count -> stop(running, count));
            running.begin(options.only());
            // What waits is still read after that.
            var _ =
                    running.ended()
                            .handle((_, unended) -> gaveUp = unended != null)
                            .thenRun(notices::close);
            try (Exposition metrics = Exposition.of(running)) {
                offered.show(metrics);
                return accompany(application, running, notices, metrics, offered);
            }
        }
    }

    private LocalApplication open(Application application, Options options) throws IOException {
        try {
            return LocalApplication.open(application, options);
        } catch (AlreadyRunning e) {
            throw Failure.of(
                    application.name()
                            + " runs already, as process "
                            + e.pid()
                            + "; `probity ps` shows it, `probity down` stops it",
                    e);
        } catch (CannotRun e) {
            throw Failure.of(
                    application.name()
                            + " cannot run; nothing was started:\n  "
                            + String.join("\n  ", e.problems()),
                    e);
        }
    }

    private int accompany(
            Application application,
            RunningApplication running,
            Subscription notices,
            Exposition metrics,
            Offered offered)
            throws IOException, InterruptedException {
        Subject subject =
                new Subject(
                        running,
                        request.reader(),
                        request.file(),
                        Instant.now(),
                        VersionText.number());
        Path shortBase = StateDirectory.runtimeBase(terminal.environment());
        try (ControlServer _ = ControlServer.start(subject, metrics, shortBase, offered.web());
                Watched _ = Watched.of(request, subject, terminal)) {
            terminal.out().println(Header.of(application.name(), request.file(), running, offered));
            return follow(running, notices, new HashSet<>(running.listening()));
        }
    }

    /// @param known the listeners that the header has named; they are not told once more
    private int follow(
            RunningApplication running, Subscription notices, Set<Notice.Listening> known)
            throws InterruptedException {
        LinePrinter printer = new LinePrinter(terminal);
        CrashLines crashes = new CrashLines(running.logs());
        OptionalInt code = OptionalInt.empty();
        while (!notices.isOver()) {
            Optional<Told> told = notices.next(crashes.isWaiting() ? CrashLines.LOOK : LOOK_UP);
            told.ifPresent(each -> crashes.note(each, System.nanoTime()));
            told.filter(each ->
                            !(each.notice() instanceof Notice.Listening listening)
                                    || !known.remove(listening))
                    .ifPresent(printer::print);
            tell(crashes.due(System.nanoTime()), printer);
            if (code.isEmpty() && told.filter(ForegroundRun::mayEnd).isPresent()) {
                code = end.of(running.snapshot());
                if (code.isPresent()) {
                    stop(running, 1);
                }
            }
        }
        tell(crashes.last(), printer);
        if (gaveUp) {
            terminal.say("gave up on what does not end; `probity down` looks for what is left");
            return ExitCode.FAILED;
        }
        return code.orElse(ExitCode.OK);
    }

    private static void tell(List<LogLine> lines, LinePrinter printer) {
        lines.forEach(line -> printer.print(line, Instant.now()));
    }

    private static boolean mayEnd(Told told) {
        return told.notice() instanceof Notice.Happened(Happening.Moved _)
                || told.notice() instanceof Notice.Happened(Happening.Exited _);
    }

    /// The second request hurries, and so does every later one.
    private void stop(RunningApplication running, int count) {
        boolean hurry = count > 1;
        terminal.say(hurry ? "stopping at once" : "stopping; Ctrl-C again hurries");
        var _ = running.command(id -> new Event.Shutdown(id, hurry));
    }
}
