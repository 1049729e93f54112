package dev.probity.spec.cluster;

import java.util.List;
import java.util.OptionalLong;

/// What the programs of a service may do on their node.
///
/// @param runAsNonRoot whether an image whose user is root is refused
/// @param runAsGroup number of the group; the image's unless given
/// @param fsGroup number of the group that owns the volumes
/// @param allowPrivilegeEscalation whether a program may get more rights than its parent
/// @param addedCapabilities of the kernel, without `CAP_`
/// @param droppedCapabilities likewise; `ALL` for all
public record SecurityContext(
        boolean runAsNonRoot,
        OptionalLong runAsGroup,
        OptionalLong fsGroup,
        boolean allowPrivilegeEscalation,
        List<String> addedCapabilities,
        List<String> droppedCapabilities) {

    /// Unless the file says otherwise.
    public static final SecurityContext DEFAULT =
            new SecurityContext(
                    false, OptionalLong.empty(), OptionalLong.empty(), false, List.of(), List.of());

    public SecurityContext {
        addedCapabilities = List.copyOf(addedCapabilities);
        droppedCapabilities = List.copyOf(droppedCapabilities);
    }
}
