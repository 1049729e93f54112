package dev.probity.engine;

/// Where a replica is in its life, by name; what each state knows lives with the replica.
public enum ReplicaState {
    PENDING,
    STARTING,
    STARTED,
    HEALTHY,
    READY,
    DRAINING,
    STOPPING,
    STOPPED,
    BACKING_OFF,
    FAILED
}
