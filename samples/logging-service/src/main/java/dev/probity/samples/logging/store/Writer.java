package dev.probity.samples.logging.store;

import dev.probity.health.stuck.Progress;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The one thread that writes. It commits for everybody who waits at that moment: the more there
/// are, the fewer commits each of them pays for.
public final class Writer implements AutoCloseable {
    public static final String QUEUE_FULL = "queue_full";

    private static final String SHUTTING_DOWN = "shutting_down";
    private static final Logger LOG = System.getLogger("dev.probity.samples.logging");
    private static final int ROWS_PER_COMMIT = 500;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE_LATER = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Database database;
    private final Ledger ledger;
    private final WriteQueue queue;
    private final Listener listener;
    private final List<Progress> progress;
    private final Thread thread;
    private @Nullable Connection connection; // the thread's own
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile boolean connected;
    private volatile @Nullable Object identity; // of what is open

    /// Is told on the writer's thread.
    public interface Listener {
        void migrated(int done, int total);

        /// The schema is there and predictions are taken.
        void opened();

        /// A try to open it has failed; another follows.
        void notOpened(String reason);

        void committed(List<Receipt> receipts, Duration took);
    }

    /// @param queueRows how many may wait
    /// @param progress begin with every group and end with it
    public Writer(Database database, int queueRows, Listener listener, List<Progress> progress) {
        this.database = database;
        this.ledger = new Ledger(database);
        this.queue = new WriteQueue(queueRows);
        this.listener = listener;
        this.progress = List.copyOf(progress);
        this.thread = Thread.ofPlatform().daemon().name("writer").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Its receipt is completed soon: at once when nothing can be taken.
    public void submit(Submission submission) {
        if (!connected) {
            refuse(submission, isOpened() ? Database.NOT_ACCESSIBLE : Database.NOT_INITIALIZED);
            return;
        }
        switch (queue.offer(submission)) {
            case TAKEN -> {}
            case FULL -> refuse(submission, QUEUE_FULL);
            case CLOSED -> refuse(submission, SHUTTING_DOWN);
        }
    }

    private static void refuse(Submission submission, String reason) {
        submission.receipt().complete(new Receipt.Unavailable(reason));
    }

    private boolean isOpened() {
        return opened.getCount() == 0;
    }

    /// Waits until the database has been opened once.
    boolean awaitOpened(Duration time) throws InterruptedException {
        return opened.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Whether what is open is what anybody else would find.
    boolean isCurrent() {
        return database.identity().equals(identity);
    }

    public boolean isConnected() {
        return connected;
    }

    /// Whether its thread has ended and nobody has closed it.
    public boolean hasDied() {
        return thread.getState() == Thread.State.TERMINATED && !queue.isOver();
    }

    /// Rows that wait.
    public int depth() {
        return queue.rows();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!queue.isOver()) {
                if (connection == null && !connect()) {
                    giveUp(queue.takeAll(), Database.NOT_ACCESSIBLE);
                    queue.pause(pause);
                    pause = longer(pause);
                    continue;
                }
                pause = FIRST_PAUSE;
                List<Submission> group =
                        queue.take(ROWS_PER_COMMIT, IDLE).stream()
                                .filter(submission -> !submission.receipt().isDone()) // gave up
                                .toList();
                if (!group.isEmpty()) {
                    commit(group);
                } else if (!isCurrent()) {
                    disconnect(); // with nobody sending anything, nothing else would notice
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            giveUp(queue.takeAll(), SHUTTING_DOWN);
            disconnect();
        }
    }

    private Duration longer(Duration pause) {
        Duration most = isOpened() ? LONGEST_PAUSE_LATER : LONGEST_PAUSE;
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(most) < 0 ? twice : most;
    }

    private boolean connect() {
        try {
            open();
            return true;
        } catch (SQLException problem) {
            LOG.log(
                    Level.WARNING,
                    "{0} cannot be opened: {1}",
                    database.shown(),
                    problem.getMessage());
            listener.notOpened(database.reason(problem));
            return false;
        }
    }

    private Connection open() throws SQLException {
        disconnect();
        Connection fresh = database.writer();
        try {
            Migrations.run(database, fresh, listener::migrated);
        } catch (SQLException problem) {
            fresh.close();
            throw problem;
        }
        connection = fresh;
        identity = database.identity();
        connected = true;
        opened.countDown();
        LOG.log(Level.INFO, "{0} is open", database.shown());
        listener.opened();
        return fresh;
    }

    private void disconnect() {
        Connection old = connection;
        connected = false;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException gone) {
                LOG.log(Level.DEBUG, "closing a connection", gone);
            }
        }
    }

    private void commit(List<Submission> group) {
        List<Progress.Item> items = progress.stream().map(Progress::begin).toList();
        try {
            long began = System.nanoTime();
            List<Receipt> receipts = write(group);
            listener.committed(receipts, Duration.ofNanos(System.nanoTime() - began));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).receipt().complete(receipts.get(i));
            }
        } catch (SQLException problem) {
            disconnect();
            LOG.log(
                    Level.WARNING,
                    "{0} requests could not be stored: {1}",
                    group.size(),
                    problem.getMessage());
            giveUp(group, database.reason(problem));
        } catch (RuntimeException problem) {
            disconnect();
            LOG.log(Level.ERROR, "the writer has met what it did not expect", problem);
            giveUp(group, "writer_failed");
        } finally {
            items.forEach(Progress.Item::close);
        }
    }

    /// Once more on a new connection, when the one that was kept has gone stale. What the first try
    /// may have stored after all counts as a duplicate then, as it would if the client repeated it.
    private List<Receipt> write(List<Submission> group) throws SQLException {
        Connection current = connection;
        if (current == null || !isCurrent()) {
            current = open();
        }
        try {
            return ledger.write(current, group);
        } catch (SQLException problem) {
            if (database.reason(problem).equals(Database.DISK_FULL)) {
                throw problem;
            }
            LOG.log(Level.INFO, "trying once more after: {0}", problem.getMessage());
            return ledger.write(open(), group);
        }
    }

    private static void giveUp(List<Submission> group, String reason) {
        group.forEach(submission -> refuse(submission, reason));
    }

    /// Takes nothing more and writes what waits.
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(CLOSING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
