package dev.probity.samples.logging;

import dev.probity.samples.logging.predictions.Defects;
import dev.probity.samples.logging.store.Retention;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the environment says. README.md lists the variables.
///
/// @param managementPort absent when health is told on the service's own port
/// @param fullAtPercent of the disk from which nothing more is written
record Configuration(
        Address address,
        Optional<Integer> managementPort,
        Login database,
        Access access,
        int queueRows,
        Defects defects,
        Retention.Limits retention,
        int fullAtPercent,
        Times times) {

    record Address(String host, int port, String instance) {}

    /// @param user wins over one in the URL
    record Login(String url, Optional<String> user, Optional<String> password) {
        @Override
        public String toString() {
            return "Login[withheld]";
        }
    }

    /// @param healthToken shows details of health to whoever has it
    record Access(Optional<String> apiKey, Optional<String> healthToken, int devicePerSecond) {
        @Override
        public String toString() {
            return "Access[withheld]";
        }
    }

    /// @param startup after which a start counts as failed
    /// @param drain how long requests are served after readiness has failed
    /// @param databaseCheck the period in which the database is looked at
    record Times(Duration startup, Duration drain, Duration databaseCheck) {}

    /// @throws IllegalArgumentException that names the variable, its value and what it can be
    static Configuration of(Map<String, String> environment) {
        Reader reader = new Reader(environment);
        return new Configuration(
                new Address(
                        reader.text("HOST").orElse("127.0.0.1"),
                        reader.number("PORT", 8001, 0, 65_535),
                        reader.text("APP_INSTANCE").orElse(LoggingService.NAME)),
                reader.text("MANAGEMENT_PORT")
                        .map(any -> reader.number("MANAGEMENT_PORT", 0, 0, 65_535)),
                new Login(
                        reader.text("DATABASE_URL").orElse("jdbc:sqlite:data/predictions.db"),
                        reader.text("DATABASE_USER"),
                        reader.text("DATABASE_PASSWORD")),
                new Access(
                        reader.text("LOG_API_KEY"),
                        reader.text("HEALTH_TOKEN"),
                        reader.number("DEVICE_ROWS_PER_SECOND", 0, 0, 1_000_000)),
                reader.number("QUEUE_ROWS", 10_000, 1, 1_000_000),
                new Defects(
                        classes(reader.text("DEFECT_CLASSES").orElse("defect")),
                        reader.share("DEFECT_THRESHOLD", 0.5)),
                retention(reader),
                reader.number("DISK_FULL_PERCENT", 98, 1, 100),
                new Times(
                        Duration.ofSeconds(reader.number("STARTUP_DEADLINE", 150, 1, 86_400)),
                        Duration.ofSeconds(reader.number("DRAIN_SECONDS", 5, 0, 3_600)),
                        Duration.ofSeconds(reader.number("DATABASE_CHECK_SECONDS", 5, 1, 3_600))));
    }

    private static Set<String> classes(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Retention.Limits retention(Reader reader) {
        return new Retention.Limits(
                positive(reader.number("RETENTION_DAYS", 30, 0, 36_500)).map(Duration::ofDays),
                positive(reader.number("RETENTION_MAX_ROWS", 0, 0, Integer.MAX_VALUE)),
                positive(reader.number("RETENTION_MAX_MB", 0, 0, 1 << 20)).map(mb -> mb << 20));
    }

    private static Optional<Long> positive(long number) {
        return number == 0 ? Optional.empty() : Optional.of(number);
    }

    private record Reader(Map<String, String> environment) {
        Reader {
            environment = new TreeMap<>(environment);
        }

        /// Set to nothing is as good as not set.
        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
        }

        int number(String name, int usual, int least, int most) {
            Optional<String> text = text(name);
            if (text.isEmpty()) {
                return usual;
            }
            long value = text.get().matches("-?\\d{1,12}") ? Long.parseLong(text.get()) : -1;
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "%s is \"%s\"; it is a whole number from %d to %d"
                                .formatted(name, text.get(), least, most));
            }
            return (int) value;
        }

        double share(String name, double usual) {
            Optional<String> text = text(name);
            if (text.isEmpty()) {
                return usual;
            }
            if (!text.get().matches("0|1|[01]?\\.\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "%s is \"%s\"; it is a number from 0 to 1, such as 0.5"
                                .formatted(name, text.get()));
            }
            return Double.parseDouble(text.get());
        }
    }
}
