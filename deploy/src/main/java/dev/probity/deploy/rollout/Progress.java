package dev.probity.deploy.rollout;

/// How far one service has come in the cluster.
///
/// @param service its name
/// @param ready replicas that take traffic, or have done their work
/// @param wanted replicas
/// @param reason why it is not further; empty when nothing is known
public record Progress(String service, State state, int ready, int wanted, String reason) {

    /// Where a roll-out is.
    public enum State {
        UNDER_WAY,
        /// All wanted replicas of this version take traffic, or a job has done its work.
        DONE,
        /// It will not get there by itself.
        FAILED
    }

    /// The same, given up.
    Progress failed() {
        return new Progress(service, State.FAILED, ready, wanted, reason);
    }

    /// `web: 1 of 2 ready; Readiness probe failed: …`.
    @Override
    public String toString() {
        String said = "%s: %d of %d ready".formatted(service, ready, wanted);
        return reason.isEmpty() ? said : said + "; " + reason;
    }
}
