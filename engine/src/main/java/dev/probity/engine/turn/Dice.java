package dev.probity.engine.turn;

/// Random numbers from a seed that came with an event (SplitMix64): the same seed, the same names.
public final class Dice {

    private long state;

    public Dice(long state) {
        this.state = state;
    }

    /// All that is needed to go on from here.
    public long state() {
        return state;
    }

    /// A seed came in. It is added to what was, so that the same seed twice gives other names.
    public void stir(long seed) {
        state = mixed(state) + seed;
    }

    /// `simple-webapi_a2d67bd9-4`
    public String incarnationName(String service) {
        long bits = next();
        return service
                + "_"
                + String.format("%08x", (int) (bits >>> 32))
                + "-"
                + Long.toHexString(bits & 0xf);
    }

    /// Evenly between 0 and the bound, the bound excluded.
    public long below(long bound) {
        return Long.remainderUnsigned(next(), bound);
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        return mixed(state);
    }

    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
