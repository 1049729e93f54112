package dev.probity.samples.logging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class LedgerIT {
    private static final Instant NOW = Instant.parse("2026-11-26T07:00:00Z");

    @TempDir private Path folder;

    private Database database;
    private Connection connection;
    private Ledger ledger;

    @BeforeEach
    void open() throws SQLException {
        database = new SqliteDatabase(folder.resolve("p.db"));
        connection = Stores.migrated(database);
        ledger = new Ledger(database);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /// What survives a power failure is decided by these two.
    @Test
    void commitsReachTheDisk() throws SQLException {
        assertThat(Stores.one(connection, "PRAGMA synchronous")).isEqualTo("2"); // FULL
        assertThat(Stores.one(connection, "PRAGMA journal_mode")).isEqualTo("wal");
    }

    @Test
    void answersEachSubmissionOfACommitByItself() throws SQLException {
        List<Receipt> receipts =
                ledger.write(
                        connection,
                        List.of(
                                Stores.submission(NOW, "a", "b"),
                                Stores.submission(NOW, "b", "c"),
                                Stores.submission(NOW, "a")));

        assertThat(receipts)
                .containsExactly(
                        new Receipt.Stored(2, 0, 0, 0),
                        new Receipt.Stored(1, 1, 0, 0),
                        new Receipt.Stored(0, 1, 0, 0));
        assertThat(Stores.one(connection, "SELECT count(*) FROM predictions")).isEqualTo("3");
        assertThat(Stores.one(connection, "SELECT predictions FROM totals WHERE kind = 'all'"))
                .isEqualTo("3");
    }

    @Test
    void putsAsideWhatTheDatabaseWillNotTakeAndStoresTheRest() throws SQLException {
        poison("bad");
        List<Receipt> receipts =
                ledger.write(
                        connection,
                        List.of(
                                Stores.submission(NOW, "a", "bad", "b"),
                                Stores.submission(NOW, "c")));

        assertThat(receipts)
                .containsExactly(new Receipt.Stored(2, 0, 1, 0), new Receipt.Stored(1, 0, 0, 0));
        assertThat(Stores.one(connection, "SELECT count(*) FROM predictions")).isEqualTo("3");
        assertThat(Stores.one(connection, "SELECT prediction_id FROM dead_letters"))
                .isEqualTo("bad");
        assertThat(Stores.one(connection, "SELECT problem FROM dead_letters")).contains("poison");
        assertThat(Stores.one(connection, "SELECT body FROM dead_letters"))
                .contains("\"image_id\":\"image-bad\"");
    }

    @Test
    void storesNothingOfACommitThatFails() throws SQLException {
        Stores.execute(connection, "DROP TABLE totals");
        assertThatThrownBy(() -> ledger.write(connection, List.of(Stores.submission(NOW, "a"))))
                .isInstanceOf(SQLException.class);
        assertThat(Stores.one(connection, "SELECT count(*) FROM predictions")).isEqualTo("0");
    }

    @Test
    void remembersWhatItHasAnsweredToAKeyAlsoWithDeadLetters() throws SQLException {
        poison("bad");
        Submission keyed = keyed("key", "body", "a", "bad");
        Receipt first = ledger.write(connection, List.of(keyed)).get(0);
        Receipt again = ledger.write(connection, List.of(keyed("key", "body", "a", "bad"))).get(0);
        Receipt other = ledger.write(connection, List.of(keyed("key", "else", "x"))).get(0);

        assertThat(first).isEqualTo(new Receipt.Stored(1, 0, 1, 0));
        assertThat(again).isEqualTo(new Receipt.Repeated(1, 0, 1));
        assertThat(other).isEqualTo(new Receipt.KeyReused());
    }

    /// Both may wait for the same commit.
    @Test
    void answersARepetitionInTheSameCommitAsTheFirst() throws SQLException {
        List<Receipt> receipts =
                ledger.write(
                        connection,
                        List.of(
                                keyed("key", "body", "a", "b"),
                                keyed("key", "body", "a", "b"),
                                keyed("key", "else", "x")));

        assertThat(receipts)
                .containsExactly(
                        new Receipt.Stored(2, 0, 0, 0),
                        new Receipt.Repeated(2, 0, 0),
                        new Receipt.KeyReused());
    }

    private static Submission keyed(String key, String fingerprint, String... ids) {
        return Submission.of(
                key,
                Optional.of(fingerprint),
                NOW,
                List.of(ids).stream().map(Stores::prediction).toList());
    }

    private void poison(String id) throws SQLException {
        Stores.execute(
                connection,
                """
                CREATE TRIGGER poison BEFORE INSERT ON predictions
                WHEN NEW.prediction_id = '%s' BEGIN SELECT RAISE(ABORT, 'poison'); END
                """
                        .formatted(id));
    }
}
