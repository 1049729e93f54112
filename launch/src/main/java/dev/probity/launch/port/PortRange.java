package dev.probity.launch.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A stretch of port numbers, both ends included.
///
/// @param first 1024 or above, so that it needs no privilege
record PortRange(int first, int last) {

    /// What Linux gives to outgoing connections unless it is told otherwise, and the numbers that
    /// the other systems' own ranges (from 49152) leave alone.
    static final PortRange LINUX_EPHEMERAL = new PortRange(32_768, 60_999);

    private static final Path SETTING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /// Room for replicas, above the numbers that people give to services by hand.
    private static final PortRange WANTED = new PortRange(20_000, 32_767);

    /// The fewest that are worth having.
    private static final int ENOUGH = 1_000;

    int size() {
        return last - first + 1;
    }

    /// Where a replica's port comes from: never the range of outgoing connections, one of which
    /// could have taken the number between two launches.
    static PortRange forReplicas() {
        return outside(ephemeral());
    }

    static PortRange outside(PortRange ephemeral) {
        if (ephemeral.last < WANTED.first || ephemeral.first > WANTED.last) {
            return WANTED;
        }
        var below = new PortRange(WANTED.first, ephemeral.first - 1);
        var above = new PortRange(ephemeral.last + 1, 65_535);
        var deep = new PortRange(10_000, Math.min(WANTED.first, ephemeral.first) - 1);
        if (below.size() >= ENOUGH) {
            return below;
        }
        if (above.size() >= ENOUGH) {
            return above;
        }
        // A machine that gives nearly all to outgoing connections: then there is no outside.
        return deep.size() >= ENOUGH ? deep : WANTED;
    }

    private static PortRange ephemeral() {
        try {
            return parse(Files.readString(SETTING));
        } catch (IOException | NumberFormatException _) {
            return LINUX_EPHEMERAL;
        }
    }

    static PortRange parse(String setting) {
        String[] ends = setting.strip().split("\\s+");
        if (ends.length != 2) {
            throw new NumberFormatException("not two numbers: " + setting);
        }
        return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }
}
