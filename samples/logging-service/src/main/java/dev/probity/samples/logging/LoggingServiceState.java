package dev.probity.samples.logging;

import dev.probity.health.Switch;
import dev.probity.samples.logging.http.Tally;
import dev.probity.samples.logging.store.Receipt;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// What the service knows of itself, since it has started. `/ready` and `/metrics` read the same
/// numbers. They begin at zero with each process; `GET /stats` tells those of the database.
final class LoggingServiceState implements Tally {
    private final Switch dbInitialized = Switch.off("db_initialized", "database_not_initialized");
    private final LongAdder predictions = new LongAdder();
    private final LongAdder defects = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final Map<Result, LongAdder> batches = new EnumMap<>(Result.class);
    private volatile @Nullable Instant lastPrediction;
    private volatile long rows;
    private volatile boolean dbAccessible;
    private volatile boolean diskFull;

    LoggingServiceState() {
        for (Result result : Result.values()) {
            batches.put(result, new LongAdder());
        }
    }

    /// @param now when they were committed
    void committed(List<Receipt> receipts, Instant now) {
        for (Receipt receipt : receipts) {
            if (receipt instanceof Receipt.Stored stored) {
                predictions.add(stored.stored());
                defects.add(stored.defects());
                duplicates.add(stored.duplicates());
                deadLetters.add(stored.deadLetters());
                if (stored.stored() > 0) {
                    lastPrediction = now;
                }
            }
        }
    }

    @Override
    public void batch(Result result) {
        counter(result).increment();
        if (result == Result.OVERLOADED) {
            rejected.increment();
        }
    }

    @Override
    public void notStored(Result result, int count) {
        batch(result);
        errors.add(count);
    }

    void deleted(long count) {
        deleted.add(count);
    }

    void rows(long count) {
        rows = count;
    }

    void dbAccessible(boolean is) {
        dbAccessible = is;
    }

    void diskFull(boolean is) {
        diskFull = is;
    }

    private LongAdder counter(Result result) {
        LongAdder counter = batches.get(result);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + result);
        }
        return counter;
    }

    Switch dbInitialized() {
        return dbInitialized;
    }

    boolean isDbAccessible() {
        return dbAccessible;
    }

    boolean isDiskFull() {
        return diskFull;
    }

    long predictionCount() {
        return predictions.sum();
    }

    long defectCount() {
        return defects.sum();
    }

    long errorCount() {
        return errors.sum();
    }

    long duplicateCount() {
        return duplicates.sum();
    }

    long deadLetterCount() {
        return deadLetters.sum();
    }

    long rejectedCount() {
        return rejected.sum();
    }

    long deletedCount() {
        return deleted.sum();
    }

    long batchCount(Result result) {
        return counter(result).sum();
    }

    /// As it was last looked at; never asked of the database.
    long rowCount() {
        return rows;
    }

    Optional<Instant> lastPredictionTime() {
        return Optional.ofNullable(lastPrediction);
    }
}
