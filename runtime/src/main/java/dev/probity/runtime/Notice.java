package dev.probity.runtime;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaId;

import java.net.URI;

/// What a running application tells those who listen.
public sealed interface Notice {

    record Happened(Happening happening) implements Notice {}

    /// A public port takes connections.
    ///
    /// @param owner the service or ingress it belongs to
    /// @param binding its name there; empty for the only one
    record Listening(String owner, String binding, URI address) implements Notice {}

    /// A step of something that takes long, such as an image that is fetched.
    record Progress(String text) implements Notice {}

    /// Steps are being lost by the journal from now on.
    record JournalStopped(String reason) implements Notice {}

    /// @param lost steps that are in no segment of the journal
    record JournalResumed(long lost) implements Notice {}

    /// What a replica prints is not kept from now on.
    record LogsStopped(ReplicaId replica, String reason) implements Notice {}

    /// @param lost lines since the run began
    record LogsResumed(ReplicaId replica, long lost) implements Notice {}

    /// The listener that receives this was too slow, and missed this many notices before it.
    record Missed(long count) implements Notice {}

    /// A thing of this machine that is not as wanted, and that the application runs on without.
    record Mishap(String text) implements Notice {}
}
