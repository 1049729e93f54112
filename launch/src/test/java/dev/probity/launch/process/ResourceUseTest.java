package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.launch.process.ProcessTable.Entry;
import dev.probity.launch.process.ResourceUse.Units;

import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ResourceUseTest {
    private static final Units UNITS = new Units(100, 4096);

    @Test
    void addsUpATreeAndWhatHasLeftItsParent() {
        List<Entry> all =
                List.of(
                        entry(10, 1, 10, 10, 100, 1),
                        entry(11, 10, 10, 10, 50, 2),
                        entry(12, 11, 12, 10, 50, 4),
                        entry(13, 1, 10, 10, 100, 8), // its parent has ended
                        entry(14, 1, 14, 10, 100, 16), // of the session only
                        entry(20, 1, 20, 20, 7, 32),
                        entry(30, 1, 30, 30, 1000, 64)); // nobody's
        assertThat(ResourceUse.ofTrees(List.of(10L, 20L, 40L), all, UNITS))
                .isEqualTo(
                        Map.of(
                                10L, new ResourceUse(Duration.ofSeconds(4), 31 * 4096),
                                20L, new ResourceUse(Duration.ofMillis(70), 32 * 4096)));
    }

    @Test
    void endsWhenTheTableWasReadWhileItChanged() {
        List<Entry> circle = List.of(entry(1, 2, 0, 0, 1, 1), entry(2, 1, 0, 0, 1, 1));
        assertThat(ResourceUse.ofTrees(List.of(9L), circle, UNITS)).isEmpty();
    }

    @Test
    void readsTheKernelsUnits() {
        ByteBuffer words = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
        words.putLong(6).putLong(65_536).putLong(17).putLong(250).putLong(0).putLong(0);
        assertThat(Units.parse(words.array())).contains(new Units(250, 65_536));
        assertThat(Units.parse(new byte[7])).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsOfThisVeryProcess() {
        long own = ProcessHandle.current().pid();
        assertThat(ResourceUse.ofTrees(List.of(own)))
                .containsOnlyKeys(own)
                .hasValueSatisfying(
                        new Condition<>(use -> use.processor().isPositive(), "has worked"))
                .hasValueSatisfying(
                        new Condition<>(use -> use.residentBytes() > 10_000_000, "is a JVM"));
    }

    private static Entry entry(
            long pid, long parent, long group, long session, long ticks, long pages) {
        return new Entry(pid, 'S', parent, group, session, 0, ticks, pages);
    }
}
