package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;

import java.util.Optional;

/// What went wrong with keeping a replica's output.
///
/// @param lost lines since this run began
/// @param reason why lines are lost now; absent when they are kept again
public record LogTrouble(ReplicaId replica, long lost, Optional<String> reason) {}
