package dev.probity.cli.simulated;

import dev.probity.simulator.world.Lengths;

/// Small pieces of what is printed.
final class Words {
    private Words() {}

    static String seconds(long nanos) {
        return Lengths.text(nanos);
    }
}
