package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class IgnoredFilesTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "target, target, true",
        "target, target/classes/A.class, true",
        "target/, target/x, true",
        "/target, target, true",
        "target, src/target, false",
        "*.log, a.log, true",
        "*.log, sub/a.log, false",
        "**/*.log, sub/deep/a.log, true",
        "**/*.log, a.log, true",
        "a?c, abc, true",
        "a?c, a/c, false",
        "doc/**, doc/a/b, true",
        "a.c, abc, false",
        "./x/../y, y, true",
        "# y, y, false",
        "*|!keep, keep, false",
        "*|!keep, other, true",
        "dir|!dir/keep|dir/keep, dir/keep, true",
    })
    void matchesAsDockerDoes(String patterns, String name, boolean out) {
        IgnoredFiles ignored = IgnoredFiles.parse(List.of(patterns.split("\\|")));

        assertThat(ignored.leavesOut(name)).isEqualTo(out);
    }
}
