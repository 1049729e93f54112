package dev.probity.dialects.compose;

import static java.util.Map.entry;

import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.util.List;
import java.util.Map;

/// Keys of Compose that have no effect here, and what each would have done.
final class Lost {
    private static final String CONFINED = "how a program is confined is not changed";
    private static final String NETWORK = "services find each other through the gateway";
    private static final String LIMITS = "nothing is limited or reserved";
    private static final String FILES = "only volumes are mounted";
    private static final String LABELS = "nobody reads labels here";

    static final Lost SERVICE =
            new Lost(
                    Map.ofEntries(
                            entry("annotations", LABELS),
                            entry("labels", LABELS),
                            entry("label_file", LABELS),
                            entry("attach", "the lines of every service are shown"),
                            entry("blkio_config", LIMITS),
                            entry("cpu_count", LIMITS),
                            entry("cpu_percent", LIMITS),
                            entry("cpu_period", LIMITS),
                            entry("cpu_quota", LIMITS),
                            entry("cpu_rt_period", LIMITS),
                            entry("cpu_rt_runtime", LIMITS),
                            entry("cpu_shares", LIMITS),
                            entry("cpuset", LIMITS),
                            entry("mem_reservation", LIMITS),
                            entry("mem_swappiness", LIMITS),
                            entry("memswap_limit", LIMITS),
                            entry("oom_kill_disable", LIMITS),
                            entry("oom_score_adj", LIMITS),
                            entry("pids_limit", LIMITS),
                            entry("shm_size", LIMITS),
                            entry("ulimits", LIMITS),
                            entry("cap_add", CONFINED),
                            entry("cap_drop", CONFINED),
                            entry("cgroup", CONFINED),
                            entry("cgroup_parent", CONFINED),
                            entry("device_cgroup_rules", CONFINED),
                            entry("devices", CONFINED),
                            entry("gpus", CONFINED),
                            entry("group_add", CONFINED),
                            entry("init", CONFINED),
                            entry("ipc", CONFINED),
                            entry("isolation", CONFINED),
                            entry("pid", CONFINED),
                            entry("platform", CONFINED),
                            entry("privileged", CONFINED),
                            entry("runtime", CONFINED),
                            entry("security_opt", CONFINED),
                            entry("storage_opt", CONFINED),
                            entry("sysctls", CONFINED),
                            entry("userns_mode", CONFINED),
                            entry("uts", CONFINED),
                            entry("credential_spec", CONFINED),
                            entry("use_api_socket", CONFINED),
                            entry("configs", FILES),
                            entry("secrets", FILES),
                            entry("volumes_from", FILES),
                            entry("container_name", "a replica is called by its service"),
                            entry("dns", NETWORK),
                            entry("dns_opt", NETWORK),
                            entry("dns_search", NETWORK),
                            entry("domainname", NETWORK),
                            entry("external_links", NETWORK),
                            entry("hostname", NETWORK),
                            entry("links", NETWORK),
                            entry("mac_address", NETWORK),
                            entry("network_mode", NETWORK),
                            entry("networks", NETWORK),
                            entry("develop", "`probity run --watch` applies a changed file"),
                            entry("logging", "lines are kept by Probity, and shown by `logs`"),
                            entry("models", "nothing here runs models by itself"),
                            entry("post_start", "nothing is run after a start"),
                            entry("pre_stop", "nothing of it is run before a stop"),
                            entry("provider", "nothing here asks other tools to run a service"),
                            entry("stdin_open", "a replica has no terminal"),
                            entry("tty", "a replica has no terminal")));

    static final Lost PROJECT =
            new Lost(
                    Map.ofEntries(
                            entry("configs", FILES),
                            entry("secrets", FILES),
                            entry("networks", NETWORK),
                            entry("models", "nothing here runs models by itself")),
                    "version",
                    "volumes");

    static final Lost DEPLOY =
            new Lost(
                    Map.ofEntries(
                            entry("endpoint_mode", "the gateway balances"),
                            entry("labels", LABELS),
                            entry("mode", "each service has a number of replicas"),
                            entry("placement", "there is one machine"),
                            entry("restart_policy", "\"restart\" decides"),
                            entry("rollback_config", "replicas are replaced one at a time"),
                            entry("update_config", "replicas are replaced one at a time")));

    private final Map<String, String> reasons;
    private final List<String> withoutEffect;

    private Lost(Map<String, String> reasons, String... withoutEffect) {
        this.reasons = reasons;
        this.withoutEffect = List.of(withoutEffect);
    }

    /// Tells of each key of this mapping that is lost.
    void report(Fields fields) {
        withoutEffect.forEach(fields::alsoKnown);
        reasons.forEach((key, reason) -> fields.get(key).ifPresent(value -> report(value, reason)));
    }

    static void report(Value value, String reason) {
        value.diagnostics()
                .warning(
                        ComposeCode.LOSSY,
                        value.origin(),
                        "\"" + value.path() + "\" is lost: " + reason);
    }
}
