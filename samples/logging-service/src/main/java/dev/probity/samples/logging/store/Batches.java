package dev.probity.samples.logging.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// What was answered to requests with an Idempotency-Key.
final class Batches {
    private Batches() {}

    /// @return false when the key has come before; waits for whoever is just claiming it
    static boolean claim(Connection connection, Submission submission) throws SQLException {
        if (submission.fingerprint().isEmpty()) {
            return true;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO batches VALUES (?, ?, ?, 0, 0, 0)
                        ON CONFLICT (batch_id) DO NOTHING
                        """)) {
            insert.setString(1, submission.batchId());
            insert.setString(2, submission.fingerprint().get());
            insert.setString(3, Timestamps.of(submission.receivedAt()));
            return insert.executeUpdate() > 0;
        }
    }

    /// What was answered when the key came before.
    static Receipt known(Connection connection, Submission submission) throws SQLException {
        String key = submission.batchId();
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT body_sha256, stored, duplicates, dead_letters FROM batches
                        WHERE batch_id = ?
                        """)) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the batch " + key + " is there and cannot be read");
                }
                return submission.fingerprint().equals(Optional.of(row.getString(1)))
                        ? new Receipt.Repeated(row.getInt(2), row.getInt(3), row.getInt(4))
                        : new Receipt.KeyReused();
            }
        }
    }

    static void settle(Connection connection, Submission submission, Receipt.Stored stored)
            throws SQLException {
        if (submission.fingerprint().isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE batches SET stored = ?, duplicates = ?, dead_letters = ?
                        WHERE batch_id = ?
                        """)) {
            update.setInt(1, stored.stored());
            update.setInt(2, stored.duplicates());
            update.setInt(3, stored.deadLetters());
            update.setString(4, submission.batchId());
            update.executeUpdate();
        }
    }
}
