package dev.probity.health;

/// What a service that is starting does just now.
///
/// @param done of a total, such as bytes; 0 when nothing is counted
/// @param total 0 when it is not known
public record Phase(String name, long done, long total) {
    public static final Phase STARTING = named("starting");
    public static final Phase RESOLVING = named("resolving");
    public static final Phase VERIFYING = named("verifying");
    public static final Phase LOADING = named("loading");
    public static final Phase WARMING = named("warming");

    public Phase {
        Group.requireName("phase", name);
        if (done < 0 || total < 0) {
            throw new IllegalArgumentException(
                    "%s has done %d of %d; neither can be negative".formatted(name, done, total));
        }
    }

    public static Phase named(String name) {
        return new Phase(name, 0, 0);
    }

    /// @param total 0 when the sender does not say
    public static Phase downloading(long bytes, long total) {
        return new Phase("downloading", bytes, total);
    }
}
