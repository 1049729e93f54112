package dev.probity.engine.probing;

import dev.probity.engine.Happening.Cause;
import dev.probity.engine.turn.Agenda;

import java.util.Optional;
import java.util.OptionalLong;

/// When a worker wakes: at once, then at ticks and triggers, never while an attempt is in flight
/// (R2, R5, R31).
///
/// @param begun whether the first wake is over
/// @param triggeredAt a trigger that was not acted on yet; there is room for one
/// @param inFlight the attempt whose end is waited for
public record Loop(
        Ticker ticker, boolean begun, OptionalLong triggeredAt, Optional<InFlight> inFlight) {

    /// @param number tells its answer from late ones
    public record InFlight(long number, Cause cause) {}

    /// @param first when it wakes first
    static Loop starting(long first, long period) {
        return new Loop(new Ticker(first, period), false, OptionalLong.empty(), Optional.empty());
    }

    long due() {
        if (inFlight.isPresent()) {
            return Agenda.NEVER;
        }
        return begun && triggeredAt.isPresent()
                ? Math.min(triggeredAt.getAsLong(), ticker.next())
                : ticker.next();
    }

    /// Why it wakes now. A trigger goes before a tick of the same moment (Go picks one at random).
    Cause cause() {
        if (!begun) {
            return Cause.INITIAL;
        }
        return triggeredAt.isPresent() ? Cause.MANUAL : Cause.TICK;
    }

    Loop woken(long now) {
        return switch (cause()) {
            case INITIAL ->
                    new Loop(Ticker.from(now, ticker.period()), true, triggeredAt, inFlight);
            // Even a wake that asks nothing restarts the period (R5).
            case MANUAL ->
                    new Loop(
                            Ticker.from(now, ticker.period()),
                            true,
                            OptionalLong.empty(),
                            inFlight);
            case TICK -> new Loop(ticker.taken(now), true, triggeredAt, inFlight);
        };
    }

    Loop triggered(long now) {
        return triggeredAt.isPresent()
                ? this
                : new Loop(ticker, begun, OptionalLong.of(now), inFlight);
    }

    /// A changed probe: the period begins anew, and the late answer of the old one is not waited
    /// for.
    Loop restarted(long now, long period) {
        return new Loop(Ticker.from(now, period), begun, triggeredAt, Optional.empty());
    }

    Loop asking(InFlight attempt) {
        return new Loop(ticker, begun, triggeredAt, Optional.of(attempt));
    }

    Loop answered() {
        return new Loop(ticker, begun, triggeredAt, Optional.empty());
    }
}
