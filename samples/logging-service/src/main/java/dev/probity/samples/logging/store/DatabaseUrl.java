package dev.probity.samples.logging.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Where predictions are kept, in the forms in which people write it down.
public final class DatabaseUrl {
    private static final String FORMS =
            "jdbc:sqlite:FILE, jdbc:postgresql://HOST/NAME or postgresql://USER@HOST/NAME";

    private DatabaseUrl() {}

    /// @param user wins over one in the URL
    /// @throws IllegalArgumentException with words for whoever wrote it; it never holds the
    ///   password
    public static Database open(String url, Optional<String> user, Optional<String> password) {
        if (url.startsWith("jdbc:sqlite:")) {
            return sqlite(url.substring("jdbc:sqlite:".length()));
        }
        if (url.startsWith("sqlite:///")) {
            return sqlite(url.substring("sqlite:///".length())); // as SQLAlchemy has it
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresDatabase(url, user, password);
        }
        if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            return postgres(url, user, password);
        }
        throw new IllegalArgumentException("it has to be " + FORMS);
    }

    private static Database sqlite(String file) {
        if (file.isBlank() || file.startsWith(":") || file.startsWith("file:")) {
            throw new IllegalArgumentException(
                    "it names no file; what is only in memory is not kept. It has to be " + FORMS);
        }
        return new SqliteDatabase(Path.of(file));
    }

    private static Database postgres(String url, Optional<String> user, Optional<String> password) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException("it is no URL; it has to be " + FORMS);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("it names no host; it has to be " + FORMS);
        }
        String[] login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new PostgresDatabase(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                user.or(() -> decoded(login[0])),
                password.or(() -> login.length < 2 ? Optional.empty() : decoded(login[1])));
    }

    private static Optional<String> decoded(String part) {
        return part.isEmpty()
                ? Optional.empty()
                : Optional.of(URLDecoder.decode(part, StandardCharsets.UTF_8));
    }
}
