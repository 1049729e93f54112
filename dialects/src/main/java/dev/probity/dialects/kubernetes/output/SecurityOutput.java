package dev.probity.dialects.kubernetes.output;

import dev.probity.spec.Container;
import dev.probity.spec.Service;
import dev.probity.spec.cluster.ClusterNeeds;
import dev.probity.spec.cluster.SecurityContext;
import dev.probity.spec.output.Output.Branch;

import java.util.List;
import java.util.Optional;

/// What the programs of one service may do on their node.
///
/// What is written unasked breaks no image that runs elsewhere: nobody gets more rights than its
/// parent has, the runtime's own filter of system calls is on, no Pod gets the key to the cluster.
/// A program whose user is known not to be root has no use for capabilities, so they are dropped;
/// an image that starts as root may need some to become another user.
final class SecurityOutput {
    private final Optional<SecurityContext> asked;

    /// Whether what is safe is written where the file is silent.
    private final boolean safe;

    SecurityOutput(Service service, boolean safe) {
        this.asked = service.cluster().flatMap(ClusterNeeds::securityContext);
        this.safe = safe;
    }

    void addToPod(Branch pod) {
        Branch context = new Branch();
        asked.ifPresent(
                wanted -> wanted.fsGroup().ifPresent(group -> context.leaf("fsGroup", group)));
        if (safe) {
            pod.leaf("automountServiceAccountToken", false);
            context.put("seccompProfile", new Branch().leaf("type", "RuntimeDefault"));
        }
        pod.put("securityContext", context);
    }

    /// Beside the user, where one is written already.
    void addToContainer(Branch written, Container container) {
        if (asked.isEmpty() && !safe) {
            return;
        }
        SecurityContext wanted = asked.orElse(SecurityContext.DEFAULT);
        boolean notRoot = isNotRoot(container);
        Branch context =
                written.entries().get("securityContext") instanceof Branch present
                        ? present
                        : new Branch();
        wanted.runAsGroup().ifPresent(group -> context.leaf("runAsGroup", group));
        if (wanted.runAsNonRoot() || notRoot) {
            context.leaf("runAsNonRoot", true);
        }
        context.leaf("allowPrivilegeEscalation", wanted.allowPrivilegeEscalation());
        List<String> dropped =
                wanted.droppedCapabilities().isEmpty() && (notRoot || wanted.runAsNonRoot())
                        ? List.of("ALL")
                        : wanted.droppedCapabilities();
        context.put(
                "capabilities",
                new Branch().words("add", wanted.addedCapabilities()).words("drop", dropped));
        written.put("securityContext", context);
    }

    private static boolean isNotRoot(Container container) {
        return container.user().filter(user -> user.matches("[0-9]*[1-9][0-9]*")).isPresent();
    }
}
