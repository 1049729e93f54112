package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

record JdbcInspection(DataSource dataSource) implements Inspection {
    private static final String NOT_ACCESSIBLE = "database_not_accessible";

    @Override
    public Result inspect(Attempt attempt) {
        try (Connection connection = dataSource.getConnection()) {
            // JDBC counts whole seconds, and 0 would mean no limit.
            int seconds = (int) Math.max(1, attempt.remaining().toSeconds());
            return connection.isValid(seconds) ? Result.up() : Result.down(NOT_ACCESSIBLE);
        } catch (SQLException problem) {
            return Result.down(NOT_ACCESSIBLE, problem);
        }
    }

    /// Drivers and pools have time limits of their own, often longer ones.
    @Override
    public Result overdue() {
        return Result.down(NOT_ACCESSIBLE).with("timeout", true);
    }
}
