package dev.probity.samples.logging.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.probity.samples.logging.predictions.Prediction;
import dev.probity.samples.logging.predictions.PredictionReader;
import dev.probity.samples.logging.predictions.Refusal;
import dev.probity.samples.logging.store.Database;
import dev.probity.samples.logging.store.Receipt;
import dev.probity.samples.logging.store.Submission;
import dev.probity.samples.logging.store.Timestamps;
import dev.probity.samples.logging.store.Writer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// POST /log: answers 200 when everything is durable, and only then.
final class LogRequests {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int BYTES_IN_FLIGHT = 32 << 20;
    private static final int SOON = 1; // seconds
    private static final int LATER = 5; // as often as the database is looked at

    private final PredictionReader reader;
    private final Writer writer;
    private final DeviceLimits limits;
    private final BooleanSupplier diskFull;
    private final Tally tally;
    private final Budget budget = new Budget(BYTES_IN_FLIGHT);

    LogRequests(
            PredictionReader reader,
            Writer writer,
            DeviceLimits limits,
            BooleanSupplier diskFull,
            Tally tally) {
        this.reader = reader;
        this.writer = writer;
        this.limits = limits;
        this.diskFull = diskFull;
        this.tally = tally;
    }

    Reply answer(HttpExchange exchange) throws IOException {
        try {
            int bytes = Bodies.announced(exchange);
            if (!budget.take(bytes)) {
                tally.batch(Tally.Result.OVERLOADED);
                return Reply.unavailable(Writer.QUEUE_FULL, SOON);
            }
            try {
                return take(exchange);
            } finally {
                budget.giveBack(bytes);
            }
        } catch (Refusal refusal) {
            tally.batch(Tally.Result.INVALID);
            return Reply.refused(refusal);
        }
    }

    private Reply take(HttpExchange exchange) throws IOException, Refusal {
        Optional<String> key = Bodies.key(exchange);
        byte[] body = Bodies.read(exchange);
        List<Prediction> predictions = reader.read(body);
        Optional<String> greedy = greedyDevice(predictions);
        if (greedy.isPresent()) {
            tally.batch(Tally.Result.LIMITED);
            return Reply.failed(429, "the device \"%s\" sends too much".formatted(greedy.get()))
                    .with("Retry-After", Integer.toString(SOON));
        }
        Submission submission =
                Submission.of(
                        key.orElseGet(() -> UUID.randomUUID().toString()),
                        key.map(any -> Bodies.fingerprint(body)),
                        Instant.now(),
                        predictions);
        if (diskFull.getAsBoolean()) {
            return reply(submission, new Receipt.Unavailable(Database.DISK_FULL));
        }
        writer.submit(submission);
        return reply(submission, await(submission));
    }

    private Optional<String> greedyDevice(List<Prediction> predictions) {
        Map<String, Integer> devices = new TreeMap<>();
        for (Prediction prediction : predictions) {
            devices.merge(prediction.edgeDevice().orElse(""), 1, Integer::sum);
        }
        return devices.entrySet().stream()
                .filter(device -> !limits.allows(device.getKey(), device.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Who gives up takes the submission back, unless it is being written just then. Then it may be
    /// stored all the same, and is a duplicate when it is sent again.
    private static Receipt await(Submission submission) {
        try {
            return submission.receipt().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            submission.receipt().complete(new Receipt.Unavailable("database_too_slow"));
            return submission.receipt().join();
        } catch (ExecutionException problem) {
            throw new IllegalStateException("a receipt never fails", problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Receipt.Unavailable("shutting_down");
        }
    }

    private Reply reply(Submission submission, Receipt receipt) {
        return switch (receipt) {
            case Receipt.Stored stored -> {
                tally.batch(Tally.Result.STORED);
                yield success(
                        submission, stored.stored(), stored.duplicates(), stored.deadLetters());
            }
            case Receipt.Repeated known -> {
                tally.batch(Tally.Result.REPEATED);
                yield success(submission, known.stored(), known.duplicates(), known.deadLetters());
            }
            case Receipt.KeyReused reused -> {
                tally.batch(Tally.Result.INVALID);
                yield Reply.failed(422, "this Idempotency-Key has come before, with another body");
            }
            case Receipt.Unavailable unavailable -> {
                boolean full = unavailable.reason().equals(Writer.QUEUE_FULL);
                tally.notStored(
                        full ? Tally.Result.OVERLOADED : Tally.Result.UNAVAILABLE,
                        submission.predictions().size());
                yield Reply.unavailable(unavailable.reason(), full ? SOON : LATER);
            }
        };
    }

    private static Reply success(Submission submission, int stored, int duplicates, int dead) {
        ObjectNode body =
                Reply.object()
                        .put("status", "success")
                        .put("predictions_stored", stored)
                        .put("duplicates", duplicates)
                        .put("batch_size", submission.predictions().size())
                        .put("batch_id", submission.batchId())
                        .put("timestamp", Timestamps.of(submission.receivedAt()));
        if (dead > 0) {
            body.put("dead_letters", dead);
        }
        return Reply.ok(body);
    }
}
