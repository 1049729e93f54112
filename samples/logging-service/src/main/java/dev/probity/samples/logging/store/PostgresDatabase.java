package dev.probity.samples.logging.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/// A PostgreSQL server, which any number of replicas may share.
public final class PostgresDatabase implements Database {
    // Short, so that a frozen server is noticed before a caller gives up.
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration ANSWERING = Duration.ofSeconds(5);
    private static final long POOL_WAIT_MILLIS = 1_000; // a check has 1.5 s
    private static final long MIGRATION_LOCK = 0x70726f62697479L; // "probity"; any constant will do

    private final String url;
    private final Optional<String> user;
    private final Optional<String> password;
    private @Nullable HikariDataSource pool;

    PostgresDatabase(String url, Optional<String> user, Optional<String> password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public String shown() {
        int query = url.indexOf('?'); // it may hold the password
        return query < 0 ? url : url.substring(0, query);
    }

    @Override
    public String dialect() {
        return "postgresql";
    }

    private Properties properties() {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(word -> properties.setProperty("password", word));
        properties.setProperty("connectTimeout", Long.toString(CONNECTING.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(CONNECTING.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(ANSWERING.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "cloud-logging-api");
        return properties;
    }

    @Override
    public Connection writer() throws SQLException {
        Connection connection = DriverManager.getConnection(url, properties());
        try (Statement statement = connection.createStatement()) {
            // Whatever the server's own default is: acknowledged means durable.
            statement.execute("SET synchronous_commit = on");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException problem) {
            connection.close();
            throw problem;
        }
    }

    /// The driver does it with the first command.
    @Override
    public void begin(Connection writer) {}

    @Override
    public void commit(Connection writer) throws SQLException {
        writer.commit();
    }

    @Override
    public void rollback(Connection writer) throws SQLException {
        writer.rollback();
    }

    @Override
    public Connection reader() throws SQLException {
        return pool().getConnection();
    }

    private synchronized HikariDataSource pool() {
        HikariDataSource known = pool;
        if (known == null) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("readers");
            config.setJdbcUrl(url);
            config.setDataSourceProperties(properties());
            config.setReadOnly(true);
            config.setMaximumPoolSize(READERS);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(POOL_WAIT_MILLIS);
            config.setValidationTimeout(POOL_WAIT_MILLIS / 2);
            config.setInitializationFailTimeout(-1); // the server may come later
            known = new HikariDataSource(config);
            pool = known;
        }
        return known;
    }

    @Override
    public boolean sendsRowsTogether() {
        return true;
    }

    @Override
    public void lockForMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
        }
    }

    /// Classes 22 (what is in it) and 23 (what it breaks) of the SQL standard.
    @Override
    public boolean blamesRow(SQLException problem) {
        return Database.anyOf(
                problem,
                any -> {
                    String state = any.getSQLState();
                    return state != null && (state.startsWith("22") || state.startsWith("23"));
                });
    }

    @Override
    public String reason(SQLException problem) {
        return Database.anyOf(problem, any -> "53100".equals(any.getSQLState()))
                ? DISK_FULL
                : NOT_ACCESSIBLE;
    }

    @Override
    public Object identity() {
        return url;
    }

    /// What is deleted there is free only after a vacuum, so its size says nothing yet.
    @Override
    public Optional<Long> bytes(Connection connection) {
        return Optional.empty();
    }

    /// The server vacuums by itself.
    @Override
    public void shrink(Connection connection) {}

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
