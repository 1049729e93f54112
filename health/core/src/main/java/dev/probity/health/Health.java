package dev.probity.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The health of one service.
///
/// ```java
/// Health health =
///         Health.named("billing")
///                 .readiness(Check.remote("db", new JdbcInspection(dataSource)))
///                 .liveness(Check.local("deadlock", new Deadlocks()))
///                 .start();
/// ```
///
/// Reading is cheap and never waits; everything here may be called from any thread.
public final class Health implements AutoCloseable {
    private final String service;
    private final Time time;
    private final Instant startedAt;
    private final Startup startup;
    private final Switch traffic;
    private final Switch process;
    private final Board board;
    private final List<AutoCloseable> parts;
    private volatile boolean shuttingDown;

    /// The switches that every service has.
    record Gates(Switch traffic, Switch process) {
        static Gates open() {
            return new Gates(Switch.on("traffic"), Switch.on("process"));
        }
    }

    Health(
            String service,
            Time time,
            Startup startup,
            Gates gates,
            Board board,
            List<AutoCloseable> parts) {
        this.service = service;
        this.time = time;
        this.startedAt = time.now();
        this.startup = startup;
        this.traffic = gates.traffic();
        this.process = gates.process();
        this.board = board;
        this.parts = List.copyOf(parts);
    }

    /// @param service as its answers and log lines name it
    public static HealthBuilder named(String service) {
        return new HealthBuilder(service);
    }

    public String service() {
        return service;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Duration uptime() {
        return Duration.ofNanos(time.nanos());
    }

    /// How a group is now: one look at what is known, without a lock, a wait or a call.
    public Report report(Group group) {
        Snapshot.Page page = board.snapshot().pages().get(group);
        if (page == null) {
            throw new IllegalArgumentException(
                    "there is no group \"%s\"; there are %s"
                            .formatted(group.name(), String.join(", ", groupNames())));
        }
        return page.at(time.nanos(), time);
    }

    public Set<Group> groups() {
        return board.snapshot().pages().keySet();
    }

    private List<String> groupNames() {
        return groups().stream().map(Group::name).sorted().toList();
    }

    /// All members of all groups, each once, in the order of their registration.
    public List<Standing> standings() {
        return board.standings();
    }

    /// The start of this service.
    public Startup startup() {
        return startup;
    }

    /// Asks for no more traffic, for that reason, until [#accept].
    public synchronized void refuse(String reason) {
        if (!shuttingDown) {
            traffic.off(reason);
        }
    }

    /// Takes back [#refuse]. It cannot take back a shutdown.
    public synchronized void accept() {
        if (!shuttingDown) {
            traffic.on();
        }
    }

    /// Readiness fails from here on; liveness stays as it is, so that nobody kills what is
    /// finishing.
    public synchronized void shuttingDown() {
        shuttingDown = true;
        traffic.off("shutting_down");
    }

    /// Only a restart can help. The first reason stays.
    public synchronized void broken(String reason) {
        if (process.isOn()) {
            process.off(reason);
        }
    }

    /// Ends the checks. Answers go on: UNKNOWN, once the last results are too old.
    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception problem) {
                throw new IllegalStateException("cannot end the checks of " + service, problem);
            }
        }
    }
}
