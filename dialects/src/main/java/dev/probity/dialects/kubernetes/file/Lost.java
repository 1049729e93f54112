package dev.probity.dialects.kubernetes.file;

import static java.util.Map.entry;

import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fields that the API knows and that have no effect here: what each would have done, or that it is
/// only a record of the cluster's own.
final class Lost {
    static final Lost METADATA =
            new Lost(
                    Map.of(),
                    "creationTimestamp",
                    "deletionGracePeriodSeconds",
                    "deletionTimestamp",
                    "finalizers",
                    "generateName",
                    "generation",
                    "managedFields",
                    "ownerReferences",
                    "resourceVersion",
                    "selfLink",
                    "uid");

    static final Lost OWNER =
            new Lost(
                    Map.ofEntries(
                            entry("strategy", Reason.ROLL_OUT),
                            entry("updateStrategy", Reason.ROLL_OUT),
                            entry("minReadySeconds", Reason.ROLL_OUT),
                            entry("podManagementPolicy", "replicas are launched at the same time"),
                            entry("paused", "roll-outs do not pause"),
                            entry("ordinals", "replicas are numbered from 1"),
                            entry("completions", "each replica completes once"),
                            entry("completionMode", "each replica completes once"),
                            entry(
                                    "backoffLimit",
                                    "a failed replica is launched again without a limit"),
                            entry("backoffLimitPerIndex", Reason.NO_LIMIT),
                            entry("maxFailedIndexes", Reason.NO_LIMIT),
                            entry("activeDeadlineSeconds", "nothing is ended because of its age"),
                            entry("podFailurePolicy", Reason.NO_LIMIT),
                            entry("successPolicy", Reason.NO_LIMIT),
                            entry("suspend", "nothing is suspended")),
                    "revisionHistoryLimit",
                    "progressDeadlineSeconds",
                    "ttlSecondsAfterFinished",
                    "manualSelector",
                    "managedBy",
                    "podReplacementPolicy",
                    "persistentVolumeClaimRetentionPolicy");

    static final Lost POD =
            new Lost(
                    Map.ofEntries(
                            entry("nodeSelector", Reason.ONE_MACHINE),
                            entry("nodeName", Reason.ONE_MACHINE),
                            entry("affinity", Reason.ONE_MACHINE),
                            entry("tolerations", Reason.ONE_MACHINE),
                            entry("topologySpreadConstraints", Reason.ONE_MACHINE),
                            entry("priorityClassName", Reason.ONE_MACHINE),
                            entry("priority", Reason.ONE_MACHINE),
                            entry("preemptionPolicy", Reason.ONE_MACHINE),
                            entry("schedulerName", Reason.ONE_MACHINE),
                            entry("schedulingGates", Reason.ONE_MACHINE),
                            entry("overhead", Reason.RESOURCES),
                            entry("resources", Reason.RESOURCES),
                            entry("resourceClaims", Reason.RESOURCES),
                            entry("hostNetwork", Reason.NETWORK),
                            entry("hostname", Reason.NETWORK),
                            entry("hostnameOverride", Reason.NETWORK),
                            entry("subdomain", Reason.NETWORK),
                            entry("setHostnameAsFQDN", Reason.NETWORK),
                            entry("dnsPolicy", Reason.NETWORK),
                            entry("dnsConfig", Reason.NETWORK),
                            entry("hostPID", Reason.ISOLATION),
                            entry("hostIPC", Reason.ISOLATION),
                            entry("hostUsers", Reason.ISOLATION),
                            entry("shareProcessNamespace", Reason.ISOLATION),
                            entry("runtimeClassName", Reason.ISOLATION),
                            entry("os", Reason.ISOLATION),
                            entry("readinessGates", "only probes make a replica ready"),
                            entry("activeDeadlineSeconds", "nothing is ended because of its age"),
                            entry("ephemeralContainers", "`probity exec` looks into a replica")),
                    "automountServiceAccountToken",
                    "serviceAccount",
                    "enableServiceLinks",
                    "imagePullSecrets");

    static final Lost CONTAINER =
            new Lost(
                    Map.ofEntries(
                            entry("resizePolicy", Reason.RESOURCES),
                            entry("volumeDevices", "no device is handed on"),
                            entry("restartPolicyRules", "the restart policy alone decides"),
                            entry("stdin", Reason.TERMINAL),
                            entry("stdinOnce", Reason.TERMINAL),
                            entry("tty", Reason.TERMINAL)),
                    "terminationMessagePath",
                    "terminationMessagePolicy");

    static final Lost PORT =
            new Lost(
                    Map.of(
                            "hostPort", "the gateway listens, at the port of a Service",
                            "hostIP", "the gateway listens, at the port of a Service"));

    static final Lost SECURITY =
            new Lost(
                    Map.ofEntries(
                            entry("runAsGroup", Reason.ISOLATION),
                            entry("runAsNonRoot", Reason.ISOLATION),
                            entry("fsGroup", Reason.VOLUMES),
                            entry("fsGroupChangePolicy", Reason.VOLUMES),
                            entry("supplementalGroups", Reason.ISOLATION),
                            entry("supplementalGroupsPolicy", Reason.ISOLATION),
                            entry("sysctls", Reason.ISOLATION),
                            entry("capabilities", Reason.ISOLATION),
                            entry("privileged", Reason.ISOLATION),
                            entry("allowPrivilegeEscalation", Reason.ISOLATION),
                            entry("procMount", Reason.ISOLATION),
                            entry("appArmorProfile", Reason.ISOLATION),
                            entry("seccompProfile", Reason.ISOLATION),
                            entry("seLinuxOptions", Reason.ISOLATION),
                            entry("seLinuxChangePolicy", Reason.ISOLATION),
                            entry("windowsOptions", Reason.ISOLATION)));

    static final Lost SERVICE =
            new Lost(
                    Map.ofEntries(
                            entry("sessionAffinity", Reason.BALANCING),
                            entry("sessionAffinityConfig", Reason.BALANCING),
                            entry("trafficDistribution", Reason.BALANCING),
                            entry("internalTrafficPolicy", Reason.BALANCING),
                            entry("externalTrafficPolicy", Reason.BALANCING),
                            entry("publishNotReadyAddresses", "only Ready replicas get traffic"),
                            entry("externalIPs", Reason.LOOPBACK),
                            entry("loadBalancerIP", Reason.LOOPBACK),
                            entry("loadBalancerSourceRanges", Reason.LOOPBACK),
                            entry("loadBalancerClass", Reason.LOOPBACK)),
                    "clusterIPs",
                    "ipFamilies",
                    "ipFamilyPolicy",
                    "allocateLoadBalancerNodePorts",
                    "healthCheckNodePort");

    static final Lost INGRESS =
            new Lost(
                    Map.of(
                            "tls", "the gateway speaks HTTP only",
                            "ingressClassName", "the gateway is the only controller"));

    private static final class Reason {
        static final String ONE_MACHINE = "there is one machine and nothing to schedule";
        static final String RESOURCES = "nothing is limited or reserved";
        static final String VOLUMES = "whose files they are is not changed";
        static final String NETWORK = "replicas share the network and the names of this machine";
        static final String ISOLATION = "how a program is confined is not changed";
        static final String TERMINAL = "a replica has no terminal";
        static final String BALANCING = "the gateway balances on requests in flight";
        static final String LOOPBACK = "the gateway listens on 127.0.0.1";
        static final String ROLL_OUT =
                "replicas are replaced one at a time, each after the other" + " is Ready";
        static final String NO_LIMIT = "a failed replica is launched again without a limit";

        private Reason() {}
    }

    /// What the API server writes when nobody says anything.
    private static final Set<String> DEFAULTS =
            Set.of(
                    "dnsPolicy=ClusterFirst",
                    "schedulerName=default-scheduler",
                    "minReadySeconds=0",
                    "podManagementPolicy=OrderedReady",
                    "completions=1",
                    "completionMode=NonIndexed",
                    "sessionAffinity=None",
                    "internalTrafficPolicy=Cluster",
                    "externalTrafficPolicy=Cluster");

    private final Map<String, String> reasons;
    private final List<String> bookkeeping;

    private Lost(Map<String, String> reasons, String... bookkeeping) {
        this.reasons = reasons;
        this.bookkeeping = List.of(bookkeeping);
    }

    /// Tells of each field of this object that is lost.
    void report(Fields fields) {
        bookkeeping.forEach(fields::alsoKnown);
        reasons.forEach((key, reason) ->
                fields.get(key)
                        .filter(value -> saysSomething(key, value.node()))
                        .ifPresent(value -> report(value, reason)));
    }

    static void report(Value value, String reason) {
        value.diagnostics()
                .warning(
                        KubernetesCode.LOSSY,
                        value.origin(),
                        "\"" + value.path() + "\" is lost: " + reason);
    }

    private static boolean saysSomething(String key, Node node) {
        return switch (node) {
            case Mapping mapping -> !mapping.entries().isEmpty();
            case Sequence sequence -> !sequence.items().isEmpty();
            case Scalar scalar ->
                    !scalar.text().equals("false") && !DEFAULTS.contains(key + "=" + scalar.text());
        };
    }
}
