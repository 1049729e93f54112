package dev.probity.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a group is, and who in it stands how.
///
/// @param reason of the first member that keeps the group from being UP, in the order in which they
///   were registered; empty while it is UP
public record Report(Group group, Status status, String reason, List<Standing> standings) {

    public Report {
        standings = List.copyOf(standings);
    }

    /// DOWN when a critical member is; else UNKNOWN when one of them is; DEGRADED when anything is
    /// less than UP. A group without members is UP.
    public static Report of(Group group, List<Standing> standings) {
        Status worst = Status.UP;
        String reason = "";
        for (Standing standing : standings) {
            Status counts = standing.weighed();
            if (severity(counts) > severity(worst)) {
                worst = counts;
                reason = standing.reason();
            }
        }
        return new Report(group, worst, reason, standings);
    }

    /// The same without some of its members.
    public Report without(Set<String> names) {
        return of(
                group,
                standings.stream().filter(member -> !names.contains(member.name())).toList());
    }

    /// Both groups as one, each member once.
    public Report and(Report other) {
        Map<String, Standing> all = new LinkedHashMap<>();
        standings.forEach(member -> all.put(member.name(), member));
        other.standings.forEach(member -> all.putIfAbsent(member.name(), member));
        return of(group, List.copyOf(all.values()));
    }

    private static int severity(Status status) {
        return switch (status) {
            case UP -> 0;
            case DEGRADED -> 1;
            case UNKNOWN -> 2;
            case DOWN -> 3;
        };
    }
}
