package dev.probity.samples.logging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

class MigrationsIT {
    @TempDir private Path folder;

    @Test
    void applyEachFileOnceAndTellHowFarTheyAre() throws SQLException {
        Database database = new SqliteDatabase(folder.resolve("p.db"));
        List<String> told = new ArrayList<>();
        try (Connection connection = database.writer()) {
            Migrations.run(database, connection, (done, total) -> told.add(done + "/" + total));
            Migrations.run(database, connection, (done, total) -> told.add(done + "/" + total));
            assertThat(Stores.one(connection, "SELECT count(*) FROM schema_version"))
                    .isEqualTo("3");
        }
        assertThat(told).containsExactly("0/3", "1/3", "2/3", "3/3", "3/3");
    }

    @Test
    void refuseASchemaOfTheFuture() throws SQLException {
        Database database = new SqliteDatabase(folder.resolve("p.db"));
        try (Connection connection = Stores.migrated(database)) {
            Stores.execute(connection, "INSERT INTO schema_version VALUES (9, 'later', '')");
        }
        try (Connection connection = database.writer()) {
            assertThatThrownBy(() -> Migrations.run(database, connection, (done, total) -> {}))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("is version 9, and this program knows 3");
        }
    }

    @Test
    void leaveNothingHalfDone() throws SQLException {
        Database database = new SqliteDatabase(folder.resolve("p.db"));
        try (Connection connection = database.writer()) {
            Stores.execute(connection, "CREATE TABLE totals (other TEXT)"); // in the third's way
            assertThatThrownBy(() -> Migrations.run(database, connection, (done, total) -> {}))
                    .isInstanceOf(SQLException.class);
        }
        try (Connection connection = database.writer()) {
            assertThat(
                            Stores.one(
                                    connection,
                                    "SELECT count(*) FROM sqlite_master WHERE name ="
                                            + " 'predictions'"))
                    .isEqualTo("0");
        }
    }
}
