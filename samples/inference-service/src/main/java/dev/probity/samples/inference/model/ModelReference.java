package dev.probity.samples.inference.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// Which model is wanted, as its owner wrote it down.
public sealed interface ModelReference {

    /// In a registry, by one of its four ways of pointing at a version.
    sealed interface Registered extends ModelReference {
        String name();
    }

    record ByVersion(String name, String version) implements Registered {
        @Override
        public String toString() {
            return "models:/" + name + "/" + version;
        }
    }

    record ByAlias(String name, String alias) implements Registered {
        @Override
        public String toString() {
            return "models:/" + name + "@" + alias;
        }
    }

    record ByStage(String name, String stage) implements Registered {
        @Override
        public String toString() {
            return "models:/" + name + "/" + stage;
        }
    }

    /// The highest number, whatever its stage.
    record Latest(String name) implements Registered {
        @Override
        public String toString() {
            return "models:/" + name + "/latest";
        }
    }

    record InBucket(String bucket, String key) implements ModelReference {
        @Override
        public String toString() {
            return "s3://" + bucket + "/" + key;
        }
    }

    record InFile(Path file) implements ModelReference {
        @Override
        public String toString() {
            return file.toUri().toString();
        }
    }

    Set<String> STAGES = Set.of("none", "staging", "production", "archived");

    /// Reads `models:/NAME/3`, `models:/NAME/Production`, `models:/NAME/latest`,
    /// `models:/NAME@ALIAS`, `s3://BUCKET/KEY` and `file:///PATH`.
    ///
    /// @throws IllegalArgumentException that says what can be written
    static ModelReference parse(String text) {
        if (text.startsWith("models:/")) {
            return registered(text, text.substring("models:/".length()).replaceFirst("^/+", ""));
        }
        if (text.matches("s3://[^/]+/.+")) {
            String rest = text.substring("s3://".length());
            int slash = rest.indexOf('/');
            return new InBucket(rest.substring(0, slash), rest.substring(slash + 1));
        }
        if (text.startsWith("file:")) {
            try {
                return new InFile(Path.of(URI.create(text)));
            } catch (IllegalArgumentException malformed) {
                throw unreadable(text);
            }
        }
        throw unreadable(text);
    }

    private static Registered registered(String text, String rest) {
        int at = rest.lastIndexOf('@');
        if (at > 0 && at < rest.length() - 1) {
            return new ByAlias(rest.substring(0, at), rest.substring(at + 1));
        }
        int slash = rest.lastIndexOf('/');
        if (slash < 1 || slash == rest.length() - 1) {
            throw unreadable(text);
        }
        String name = rest.substring(0, slash);
        String last = rest.substring(slash + 1);
        if (last.matches("\\d+")) {
            return new ByVersion(name, last);
        }
        if (last.equalsIgnoreCase("latest")) {
            return new Latest(name);
        }
        if (STAGES.contains(last.toLowerCase(Locale.ROOT))) {
            return new ByStage(name, last);
        }
        throw unreadable(text);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                ("\"%s\" names no model; write models:/NAME/3, models:/NAME/Production,"
                                + " models:/NAME/latest, models:/NAME@ALIAS, s3://BUCKET/KEY or"
                                + " file:///PATH")
                        .formatted(text));
    }
}
