package dev.probity.health;

/// Looks at one thing and says how it is.
///
/// It runs in the background, never twice at the same time, on a thread of its own that is
/// interrupted when its time is over. Whatever it throws means DOWN.
@FunctionalInterface
public interface Inspection {

    /// @param attempt says how much time is left; hand it on to drivers and clients
    Result inspect(Attempt attempt) throws Exception;

    /// What it means that a run has not ended in time. Who reads a reason wants to know what is
    /// missing, whether it refuses or hangs.
    default Result overdue() {
        return Result.down(Result.Reasons.TIMEOUT);
    }
}
