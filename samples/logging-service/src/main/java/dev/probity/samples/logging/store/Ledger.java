package dev.probity.samples.logging.store;

import dev.probity.samples.logging.store.Rows.Fate;
import dev.probity.samples.logging.store.Rows.Row;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Writes many submissions in one transaction: their predictions, the sums, and what is answered.
final class Ledger {
    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    /// @return one for each submission, in their order; everything is durable
    /// @throws SQLException when nothing of it is stored
    List<Receipt> write(Connection connection, List<Submission> submissions) throws SQLException {
        try {
            return write(connection, submissions, false);
        } catch (SQLException problem) {
            takeBack(connection, problem);
            if (!database.blamesRow(problem)) {
                throw problem;
            }
        }
        try {
            return write(connection, submissions, true);
        } catch (SQLException problem) {
            takeBack(connection, problem);
            throw problem;
        }
    }

    private void takeBack(Connection connection, SQLException problem) {
        try {
            database.rollback(connection);
        } catch (SQLException second) {
            problem.addSuppressed(second);
        }
    }

    /// Two replicas that are sent the same rows at the same time would lock them against each
    /// other, if each took them in the order in which they came to it. So both take them in one
    /// order: keys, predictions, sums, and each of them by name.
    private List<Receipt> write(
            Connection connection, List<Submission> submissions, boolean oneByOne)
            throws SQLException {
        database.begin(connection);
        IdentityHashMap<Submission, Receipt.Stored> stored = claim(connection, submissions);
        List<Row> rows =
                submissions.stream()
                        .filter(stored::containsKey)
                        .flatMap(Ledger::rows)
                        .sorted(Comparator.comparing(row -> row.prediction().id()))
                        .toList();
        List<Fate> fates =
                oneByOne
                        ? Rows.insertOrPutAside(database, connection, rows)
                        : Rows.insert(connection, rows, database.sendsRowsTogether());
        Totals totals = new Totals();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            stored.merge(row.submission(), one(row, fates.get(i)), Receipt.Stored::plus);
            if (fates.get(i) == Fate.STORED) {
                totals.add(row.prediction());
            }
        }
        for (Map.Entry<Submission, Receipt.Stored> each : stored.entrySet()) {
            Batches.settle(connection, each.getKey(), each.getValue());
        }
        // After that, as the first one with a key may stand in this very commit.
        List<Receipt> receipts = new ArrayList<>();
        for (Submission submission : submissions) {
            Receipt.Stored own = stored.get(submission);
            receipts.add(own != null ? own : Batches.known(connection, submission));
        }
        totals.write(connection);
        database.commit(connection);
        return receipts;
    }

    /// @return those that do not repeat another one, with nothing stored yet
    private static IdentityHashMap<Submission, Receipt.Stored> claim(
            Connection connection, List<Submission> submissions) throws SQLException {
        IdentityHashMap<Submission, Receipt.Stored> fresh = new IdentityHashMap<>();
        for (Submission submission :
                submissions.stream().sorted(Comparator.comparing(Submission::batchId)).toList()) {
            if (Batches.claim(connection, submission)) {
                fresh.put(submission, Receipt.Stored.NOTHING);
            }
        }
        return fresh;
    }

    private static Stream<Row> rows(Submission submission) {
        return submission.predictions().stream().map(prediction -> new Row(submission, prediction));
    }

    private static Receipt.Stored one(Row row, Fate fate) {
        return switch (fate) {
            case STORED -> new Receipt.Stored(1, 0, 0, row.prediction().defect() ? 1 : 0);
            case DUPLICATE -> new Receipt.Stored(0, 1, 0, 0);
            case DEAD -> new Receipt.Stored(0, 0, 1, 0);
        };
    }
}
