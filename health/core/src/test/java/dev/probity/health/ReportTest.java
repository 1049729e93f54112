package dev.probity.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

class ReportTest {

    /// Capital letters are critical.
    private static Report report(String members) {
        List<Standing> standings = new ArrayList<>();
        for (String word : members.isEmpty() ? new String[0] : members.split(" ")) {
            Status status = Status.valueOf(word.toUpperCase(Locale.ROOT));
            boolean critical = Character.isUpperCase(word.charAt(0));
            standings.add(
                    new Standing(
                            "m" + standings.size(),
                            critical,
                            status,
                            status == Status.UP ? "" : "r" + standings.size(),
                            Map.of(),
                            Instant.EPOCH,
                            Instant.EPOCH,
                            Duration.ZERO,
                            Standing.Tally.NONE));
        }
        return Report.of(Group.READINESS, standings);
    }

    @ParameterizedTest(name = "{0} is {1} because of {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    ''                    | UP       | ''
                    UP UP                 | UP       | ''
                    UP up                 | UP       | ''
                    UP DOWN               | DOWN     | r1
                    UP down               | DEGRADED | r1
                    UP unknown            | DEGRADED | r1
                    UP UNKNOWN            | UNKNOWN  | r1
                    UNKNOWN DOWN          | DOWN     | r1
                    DEGRADED DOWN DOWN    | DOWN     | r1
                    degraded DEGRADED     | DEGRADED | r0
                    down UNKNOWN          | UNKNOWN  | r1
                    """)
    void isAsBadAsItsWorstCriticalMember(String members, Status status, String reason) {
        Report report = report(members);

        assertThat(report.status()).isEqualTo(status);
        assertThat(report.reason()).isEqualTo(reason);
    }

    @Test
    void canLeaveMembersOut() {
        assertThat(report("UP DOWN").without(Set.of("m1")).status()).isEqualTo(Status.UP);
        assertThat(report("UP DOWN").without(Set.of("m7")).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void takesEachMemberOnceWhenGroupsAreJoined() {
        Report both = report("UP DOWN").and(report("UP UP UP"));

        assertThat(both.status()).isEqualTo(Status.DOWN);
        assertThat(both.standings()).extracting(Standing::name).containsExactly("m0", "m1", "m2");
    }
}
