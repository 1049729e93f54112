package dev.probity.samples.logging.store;

import dev.probity.samples.logging.predictions.Prediction;
import dev.probity.samples.logging.store.Rows.Fate;
import dev.probity.samples.logging.store.Rows.Row;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private List<Receipt> write(
            Connection connection, List<Submission> submissions, boolean oneByOne)
            throws SQLException {
        database.begin(connection);
        Map<Submission, Receipt> receipts = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        List<Submission> fresh = new ArrayList<>();
        for (Submission submission : submissions) {
            Batches.claim(connection, submission)
                    .ifPresentOrElse(
                            known -> receipts.put(submission, known), () -> fresh.add(submission));
        }
        for (Submission submission : fresh) {
            for (Prediction prediction : submission.predictions()) {
                rows.add(new Row(submission, prediction));
            }
        }
        List<Fate> fates =
                oneByOne
                        ? Rows.insertOrPutAside(database, connection, rows)
                        : Rows.insert(connection, rows, database.sendsRowsTogether());
        Totals totals = new Totals();
        Iterator<Fate> fate = fates.iterator();
        for (Submission submission : fresh) {
            Receipt.Stored stored = count(submission, fate, totals);
            Batches.settle(connection, submission, stored);
            receipts.put(submission, stored);
        }
        totals.write(connection);
        database.commit(connection);
        return submissions.stream().map(receipts::get).toList();
    }

    private static Receipt.Stored count(
            Submission submission, Iterator<Fate> fates, Totals totals) {
        int stored = 0;
        int duplicates = 0;
        int dead = 0;
        int defects = 0;
        for (Prediction prediction : submission.predictions()) {
            switch (fates.next()) {
                case STORED -> {
                    stored++;
                    defects += prediction.defect() ? 1 : 0;
                    totals.add(prediction);
                }
                case DUPLICATE -> duplicates++;
                case DEAD -> dead++;
            }
        }
        return new Receipt.Stored(stored, duplicates, dead, defects);
    }
}
