package dev.probity.runtime;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot;
import dev.probity.gateway.pool.PoolSnapshot;
import dev.probity.launch.Attachment;
import dev.probity.launch.ExecListener;
import dev.probity.launch.log.Logs;
import dev.probity.launch.process.ResourceUse;
import dev.probity.spec.Port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/// An application that runs on this machine, for whoever asks about it or has something to say.
///
/// All methods may be called from any thread. None of them waits for the application: what takes
/// time is answered later.
public interface RunningApplication extends AutoCloseable {

    /// Asks something of the engine.
    ///
    /// @param command made from the number that its answer will carry
    /// @return why it cannot be done; empty when it is done or under way
    CompletionStage<Optional<String>> command(LongFunction<? extends Event.Command> command);

    /// Everything as it is now.
    Snapshot snapshot();

    /// The moment on the wall that an engine's time means.
    Instant time(long engineTime);

    /// Tells everything from now on.
    ///
    /// @param capacity how much may wait to be read; what comes beyond it is lost for this listener
    Subscription subscribe(int capacity);

    /// Tells everything after a notice that is known already, as far as it is kept, and from now
    /// on.
    ///
    /// @param after its number; 0 for the beginning of the run. Attempts are only told live
    Subscription subscribe(int capacity, long after);

    /// The last attempts of every probe.
    ProbeHistory probes();

    /// The counts of every binding's traffic; pools are named `service` or `service/binding`.
    List<PoolSnapshot> traffic();

    /// The public ports, in the order of the file.
    List<Notice.Listening> listening();

    /// The replica's own port behind each port that its main container declares.
    Map<Port, Integer> ports(ReplicaId replica);

    /// The same of any container, for one who knows what runs; asks nobody.
    Map<Port, Integer> ports(Incarnation incarnation);

    /// The process ids of the replica's main container, its whole tree.
    List<Long> processes(ReplicaId replica);

    /// What the main containers of all replicas have used so far, where the system tells.
    Map<ReplicaId, ResourceUse> resources();

    /// The TCP ports that the replica's processes really listen on, where the system tells.
    List<Integer> reallyListening(ReplicaId replica);

    /// Runs a command inside of the replica's main container.
    Attachment attach(ReplicaId replica, List<String> command, ExecListener listener);

    /// What the replicas print.
    Logs logs();

    /// Where journal, logs and the control socket are.
    StateDirectory state();

    /// Done when everything has ended after a {@link Event.Shutdown}; exceptionally, with a {@link
    /// java.util.concurrent.TimeoutException}, when something has not 15 s after one that hurries.
    CompletionStage<Void> ended();

    /// Ends what still runs, at once, and frees everything. Ask for a {@link Event.Shutdown} first.
    @Override
    void close();
}
