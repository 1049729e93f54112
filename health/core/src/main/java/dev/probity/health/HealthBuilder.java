package dev.probity.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/// What belongs to a service's health. Mistakes are told when it is put together, not by a probe.
///
/// A check may be in several groups; it runs once.
public final class HealthBuilder {
    private static final int MOST_CHECKS = 500; // every run makes a new snapshot of its groups
    private static final int IDLE_SECONDS = 10;
    private static final Set<String> GATES = Set.of("traffic", "startup", "process");

    private final String service;
    private final Map<Group, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Map<String, Switch> switches = new LinkedHashMap<>();
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final List<HealthListener> listeners = new ArrayList<>();
    private Duration startupDeadline = Duration.ZERO;

    HealthBuilder(String service) {
        Group.requireName("service", service);
        this.service = service;
    }

    /// Evidence from inside the process only: its failure has the service restarted. What is asked
    /// over a network belongs into readiness.
    public HealthBuilder liveness(Check.Local check) {
        return add(Group.LIVENESS, check);
    }

    public HealthBuilder liveness(Switch member) {
        return add(Group.LIVENESS, member);
    }

    public HealthBuilder readiness(Check check) {
        return add(Group.READINESS, check);
    }

    public HealthBuilder readiness(Switch member) {
        return add(Group.READINESS, member);
    }

    /// Has to pass once before the service counts as started.
    public HealthBuilder startup(Check check) {
        return add(Group.STARTUP, check);
    }

    public HealthBuilder startup(Switch member) {
        return add(Group.STARTUP, member);
    }

    /// The service says itself when it has started, through [Startup#complete]; readiness fails
    /// until then. After the deadline the reason is `startup_timeout`.
    public HealthBuilder startup(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException(
                    "the start-up deadline is " + deadline + "; it has to be positive");
        }
        startupDeadline = deadline;
        return this;
    }

    /// A group of the service's own. The types keep a remote check out of liveness here too.
    public HealthBuilder group(String name, Check check) {
        Group group = new Group(name);
        if (group.equals(Group.LIVENESS) && check instanceof Check.Remote) {
            throw new IllegalArgumentException(
                    "\""
                            + check.name()
                            + "\" asks something outside of this process; in liveness its failure"
                            + " would restart every replica at once: put it into readiness");
        }
        return add(group, check);
    }

    public HealthBuilder group(String name, Switch member) {
        return add(new Group(name), member);
    }

    public HealthBuilder listener(HealthListener listener) {
        listeners.add(listener);
        return this;
    }

    private HealthBuilder add(Group group, Check check) {
        Check known = checks.get(check.name());
        if (!check.equals(known)) {
            requireNew(check.name());
            checks.put(check.name(), check);
        }
        return join(group, check.name());
    }

    private HealthBuilder add(Group group, Switch member) {
        if (!member.equals(switches.get(member.name()))) {
            requireNew(member.name());
            switches.put(member.name(), member);
        }
        return join(group, member.name());
    }

    private HealthBuilder join(Group group, String name) {
        List<String> members = groups.computeIfAbsent(group, any -> new ArrayList<>());
        if (members.contains(name)) {
            throw new IllegalArgumentException(
                    "\"%s\" is in %s already".formatted(name, group.name()));
        }
        members.add(name);
        return this;
    }

    /// Metrics and file systems do not all keep `Db` and `db` apart, so neither does a service.
    private void requireNew(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (GATES.contains(lower)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is the library's own word; choose another name");
        }
        String other = spellings.putIfAbsent(lower, name);
        if (other != null) {
            throw new IllegalArgumentException(
                    "there are two different members called \"%s\"%s"
                            .formatted(name, other.equals(name) ? "" : " and \"" + other + "\""));
        }
        if (spellings.size() > MOST_CHECKS) {
            throw new IllegalArgumentException(
                    "there are more than %d checks and switches; check a pool, not its members"
                            .formatted(MOST_CHECKS));
        }
    }

    /// Begins to look, and keeps looking until the health is closed.
    public Health start() {
        ExecutorService local = localThreads();
        Parts parts =
                assemble(
                        Time.system(),
                        local,
                        HealthBuilder::onVirtualThread,
                        HealthBuilder::spread);
        parts.announcer().start();
        parts.ticker().start();
        return parts.health(List.of(parts.ticker(), local::shutdown, parts.announcer()));
    }

    private static double spread() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private static void onVirtualThread(Runnable run) {
        Thread.ofVirtual().name("probity-health-check").start(run);
    }

    /// Platform threads, because evidence about this process has to come even when all carriers of
    /// virtual threads are stuck. Never more than there are checks: each runs once at a time.
    private static ExecutorService localThreads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("probity-health-local-", 0).factory());
    }

    /// What a health is made of, for `start()` and for tests with a time of their own.
    record Parts(
            String service,
            Time time,
            Startup startup,
            Health.Gates gates,
            Board board,
            Ticker ticker,
            Announcer announcer) {
        Health health(List<AutoCloseable> closing) {
            return new Health(service, time, startup, gates, board, closing);
        }
    }

    Parts assemble(Time time, Executor local, Executor remote, DoubleSupplier spread) {
        boolean waits = !startupDeadline.isZero();
        Startup startup = new Startup(startupDeadline, !waits);
        Health.Gates gates = Health.Gates.open();
        Announcer announcer = new Announcer(service, listeners);
        Board board = new Board(time, announcer, startup, members(startup, gates));
        List<Watch> watches = new ArrayList<>();
        for (Check check : checks.values()) {
            Executor threads = check instanceof Check.Local ? local : remote;
            watches.add(new Watch(check, board, time, threads, spread.getAsDouble()));
        }
        Ticker ticker = new Ticker(time, watches, startup);
        return new Parts(service, time, startup, gates, board, ticker, announcer);
    }

    private Board.Members members(Startup startup, Health.Gates gates) {
        Map<Group, List<String>> all = new LinkedHashMap<>();
        // The order decides whose reason is told first: a shutdown before everything else, and
        // what the service itself says before "starting".
        all.put(Group.LIVENESS, between(List.of("process"), Group.LIVENESS, List.of()));
        all.put(Group.READINESS, between(List.of("traffic"), Group.READINESS, List.of("startup")));
        all.put(Group.STARTUP, between(List.of(), Group.STARTUP, List.of("startup")));
        groups.forEach(all::putIfAbsent);
        List<Switch> every = new ArrayList<>(switches.values());
        every.addAll(List.of(gates.traffic(), gates.process(), startup.gate()));
        return new Board.Members(Map.copyOf(all), checks.values(), every, GATES);
    }

    private List<String> between(List<String> first, Group group, List<String> last) {
        List<String> names = new ArrayList<>(first);
        names.addAll(groups.getOrDefault(group, List.of()));
        names.addAll(last);
        return List.copyOf(names);
    }
}
