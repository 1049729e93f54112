package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.Supplier;

/// @param afterCollection each heap pool as its last collection left it
record MemoryInspection(double most, Supplier<List<MemoryUsage>> afterCollection)
        implements Inspection {
    MemoryInspection {
        if (!(most > 0 && most < 1)) {
            throw new IllegalArgumentException(
                    "memory is low above a share of " + most + "; it has to be between 0 and 1");
        }
    }

    static MemoryInspection ofThisProcess(double most) {
        List<MemoryPoolMXBean> pools =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        // Where new objects are made, a collection leaves next to nothing.
                        .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
                        .toList();
        return new MemoryInspection(
                most,
                () ->
                        pools.stream()
                                .map(MemoryPoolMXBean::getCollectionUsage)
                                .filter(usage -> usage != null && usage.getMax() > 0)
                                .toList());
    }

    /// The pool that new objects are moved to in the end is the largest one.
    @Override
    public Result inspect(Attempt attempt) {
        MemoryUsage tenured = null;
        for (MemoryUsage usage : afterCollection.get()) {
            if (tenured == null || usage.getMax() > tenured.getMax()) {
                tenured = usage;
            }
        }
        if (tenured == null) {
            return Result.up(); // a collector that tells nothing
        }
        double share = (double) tenured.getUsed() / tenured.getMax();
        Result result = share > most ? Result.degraded("memory_low") : Result.up();
        return result.with("used_bytes", tenured.getUsed()).with("max_bytes", tenured.getMax());
    }
}
