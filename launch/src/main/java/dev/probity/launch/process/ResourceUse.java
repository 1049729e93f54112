package dev.probity.launch.process;

import dev.probity.launch.process.ProcessTable.Entry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a tree of processes has used so far, where the system tells it in /proc.
///
/// @param processor of all processes that are there now, since each began
/// @param residentBytes memory that is in use; what processes share is counted for each of them
public record ResourceUse(Duration processor, long residentBytes) {
    private static final long SECOND = 1_000_000_000L;

    /// In one look at all processes, however many trees are asked for.
    ///
    /// @param roots the process ids of the trees' first processes
    /// @return by root; without those that are gone, and nothing on systems that do not tell
    public static Map<Long, ResourceUse> ofTrees(Collection<Long> roots) {
        Optional<Units> units = roots.isEmpty() ? Optional.empty() : Units.ofThisMachine();
        return units.map(known -> ofTrees(roots, ProcessTable.all(), known)).orElse(Map.of());
    }

    static Map<Long, ResourceUse> ofTrees(Collection<Long> roots, List<Entry> all, Units units) {
        Map<Long, Entry> byPid = new HashMap<>();
        all.forEach(entry -> byPid.put(entry.pid(), entry));
        Set<Long> wanted = new HashSet<>(roots);
        Map<Long, ResourceUse> sums = new HashMap<>();
        for (Entry entry : all) {
            root(entry, wanted, byPid)
                    .ifPresent(root -> sums.merge(root, units.of(entry), ResourceUse::plus));
        }
        return sums;
    }

    /// By descent, and by group and session for what has lost its parent.
    private static Optional<Long> root(Entry entry, Set<Long> roots, Map<Long, Entry> all) {
        Set<Long> seen = new HashSet<>(4); // the table is read while it changes
        Entry ancestor = entry;
        while (ancestor != null && seen.add(ancestor.pid())) {
            if (roots.contains(ancestor.pid())) {
                return Optional.of(ancestor.pid());
            }
            ancestor = all.get(ancestor.parent());
        }
        if (roots.contains(entry.group())) {
            return Optional.of(entry.group());
        }
        return roots.contains(entry.session()) ? Optional.of(entry.session()) : Optional.empty();
    }

    private ResourceUse plus(ResourceUse other) {
        return new ResourceUse(
                processor.plus(other.processor), residentBytes + other.residentBytes);
    }

    /// What the kernel counts in.
    record Units(long ticksPerSecond, long pageBytes) {
        private static final Path AUXILIARY = Path.of("/proc/self/auxv");
        private static final long PAGE_SIZE = 6; // AT_PAGESZ
        private static final long CLOCK_TICKS = 17; // AT_CLKTCK

        static Optional<Units> ofThisMachine() {
            try {
                return parse(Files.readAllBytes(AUXILIARY));
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        /// Pairs of native words: what, and how much; as the kernel hands them to every program.
        static Optional<Units> parse(byte[] auxiliary) {
            ByteBuffer words = ByteBuffer.wrap(auxiliary).order(ByteOrder.nativeOrder());
            Map<Long, Long> values = new HashMap<>();
            while (words.remaining() >= 2 * Long.BYTES) {
                values.put(words.getLong(), words.getLong());
            }
            Long ticks = values.get(CLOCK_TICKS);
            Long page = values.get(PAGE_SIZE);
            return ticks == null || page == null
                    ? Optional.empty()
                    : Optional.of(new Units(ticks, page));
        }

        ResourceUse of(Entry entry) {
            return new ResourceUse(
                    Duration.ofNanos(entry.ticks() * (SECOND / ticksPerSecond)),
                    entry.pages() * pageBytes);
        }
    }
}
