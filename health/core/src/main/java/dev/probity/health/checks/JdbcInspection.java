package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

record JdbcInspection(DataSource dataSource) implements Inspection {

    @Override
    public Result inspect(Attempt attempt) {
        try (Connection connection = dataSource.getConnection()) {
            // JDBC counts whole seconds, and 0 would mean no limit.
            int seconds = (int) Math.max(1, attempt.remaining().toSeconds());
            return connection.isValid(seconds)
                    ? Result.up()
                    : Result.down("database_not_accessible");
        } catch (SQLException problem) {
            return Result.down("database_not_accessible", problem);
        }
    }
}
