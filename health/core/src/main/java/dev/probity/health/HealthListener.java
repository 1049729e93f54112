package dev.probity.health;

/// Is told of changes, in order, on a thread of its own. When it is slower than the changes for
/// long, the oldest ones are left out.
public interface HealthListener {

    default void checkChanged(Standing before, Standing after) {}

    default void groupChanged(Report before, Report after) {}
}
