package dev.probity.runtime;

import dev.probity.engine.Happening;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;
import dev.probity.probes.Transcript;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The last attempts of every probe. Written by the engine's thread and by those that ask, read by
/// anyone.
public final class ProbeHistory {

    /// Shared by all workers: about 4 MB, or 20 MB when each has much to say. A thousand workers
    /// have 20 each, ten have {@link #MOST}.
    private static final int KEPT = 20_000;

    private static final int LEAST = 16;
    private static final int MOST = 300; // five minutes of a probe each second

    /// Beyond this an output is a page or a stack trace, whose beginning says what it is.
    private static final int LONGEST_OUTPUT = 500; // characters

    /// A failure is looked into soon, or it comes again.
    private static final int TRANSCRIPTS = 5; // of each worker, of 1.5 KB at most

    private final Map<WorkerId, ArrayDeque<Entry>> attempts = new ConcurrentHashMap<>();

    /// What was said in the attempt of each worker that is under way.
    private final Map<WorkerId, Transcript> said = new ConcurrentHashMap<>();

    ProbeHistory() {}

    /// @param time when the attempt ended
    /// @param transcript of the last failures
    public record Entry(
            Instant time, Happening.Attempted attempted, Optional<Transcript> transcript) {
        private Entry withoutTranscript() {
            return new Entry(time, attempted, Optional.empty());
        }
    }

    /// Oldest first.
    public List<Entry> of(WorkerId worker) {
        ArrayDeque<Entry> entries = attempts.get(worker);
        if (entries == null) {
            return List.of();
        }
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /// From any thread, before the attempt is told.
    void failed(WorkerId worker, Transcript transcript) {
        said.put(worker, transcript);
    }

    void add(Instant time, Happening.Attempted attempted) {
        Optional<Transcript> transcript =
                Optional.ofNullable(said.remove(attempted.worker()))
                        .filter(_ -> !(attempted.outcome() instanceof Outcome.Success));
        ArrayDeque<Entry> entries =
                attempts.computeIfAbsent(attempted.worker(), _ -> new ArrayDeque<>());
        int most = Math.clamp(KEPT / attempts.size(), LEAST, MOST);
        synchronized (entries) {
            entries.addLast(new Entry(time, shortened(attempted), transcript));
            while (entries.size() > most) {
                entries.removeFirst();
            }
            if (transcript.isPresent()) {
                dropOldTranscripts(entries);
            }
        }
    }

    private static Happening.Attempted shortened(Happening.Attempted attempted) {
        String output = attempted.outcome().output();
        if (output.length() <= LONGEST_OUTPUT) {
            return attempted;
        }
        String beginning = output.substring(0, LONGEST_OUTPUT) + "…";
        Outcome outcome =
                switch (attempted.outcome()) {
                    case Outcome.Success _ -> new Outcome.Success(beginning);
                    case Outcome.Warning _ -> new Outcome.Warning(beginning);
                    case Outcome.Failure _ -> new Outcome.Failure(beginning);
                    case Outcome.Unknown _ -> new Outcome.Unknown(beginning);
                    case Outcome.Inconclusive broken ->
                            new Outcome.Inconclusive(broken.state(), beginning);
                };
        return new Happening.Attempted(
                attempted.worker(),
                attempted.incarnation(),
                attempted.cause(),
                outcome,
                attempted.tries(),
                attempted.took(),
                attempted.streak());
    }

    private static void dropOldTranscripts(ArrayDeque<Entry> entries) {
        long kept = entries.stream().filter(entry -> entry.transcript().isPresent()).count();
        if (kept > TRANSCRIPTS) {
            List<Entry> all = List.copyOf(entries);
            entries.clear();
            for (Entry entry : all) {
                boolean drop = entry.transcript().isPresent() && kept-- > TRANSCRIPTS;
                entries.addLast(drop ? entry.withoutTranscript() : entry);
            }
        }
    }

    void forget(ReplicaId replica) {
        attempts.keySet().removeIf(worker -> worker.replica().equals(replica));
        said.keySet().removeIf(worker -> worker.replica().equals(replica));
    }
}
