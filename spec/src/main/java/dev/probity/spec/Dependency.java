package dev.probity.spec;

/// One service waits for another before its replicas are launched.
public record Dependency(String service, Condition condition) {

    public enum Condition {
        /// Every container of one replica at least runs and is started.
        STARTED,
        HEALTHY,
        READY,
        /// Every replica has exited with 0 and will not be launched again.
        COMPLETED
    }
}
