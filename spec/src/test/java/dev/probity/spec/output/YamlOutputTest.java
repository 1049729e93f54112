package dev.probity.spec.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.output.Output.Branch;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

class YamlOutputTest {

    @Test
    void writesCommentsWhereTheirKeyStands() {
        Branch item =
                new Branch()
                        .comment("of the item")
                        .leaf("name", "x")
                        .comment("inside")
                        .leaf("count", 1);
        Branch root =
                new Branch()
                        .comment("two\nlines")
                        .leaf("a", "yes")
                        .items("list", List.of(item))
                        .words("ports", List.of(80, "no", new BigDecimal("0.5")))
                        .putAlways("none", new Branch())
                        .comment("at the end");

        assertThat(YamlOutput.text(root))
                .isEqualTo(
                        """
                        # two
                        # lines
                        a: "yes"
                        list:
                          # of the item
                          - name: x
                            # inside
                            count: 1
                        ports: [80, "no", 0.5]
                        none: {}
                        # at the end
                        """);
    }

    @Test
    void letsNoCommentBreakItsLine() {
        assertThat(YamlOutput.text(new Branch().comment("a\u2028b\u0000c").leaf("k", 1)))
                .isEqualTo("# a?b?c\nk: 1\n");
    }
}
