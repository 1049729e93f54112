package dev.probity.engine.life;

import dev.probity.engine.Effect;
import dev.probity.engine.Effect.Signal;
import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Happening.KubernetesEvent;
import dev.probity.engine.Incarnation;
import dev.probity.engine.life.ContainerState.Ending;
import dev.probity.engine.life.ContainerState.Running;
import dev.probity.engine.life.Kill.Asked;
import dev.probity.engine.life.Kill.Forced;
import dev.probity.engine.life.Kill.PreStop;
import dev.probity.engine.life.Kill.Queued;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Hook;

import java.time.Duration;
import java.util.Optional;

/// The steps from the decision to kill an incarnation to its SIGKILL.
final class Killing {

    private Killing() {}

    /// A decision to kill.
    ///
    /// @param message the kubelet's words for the reason
    /// @param grace from the decision to SIGKILL
    /// @param queued whether others have to be gone before SIGTERM
    record Order(KillReason reason, String message, Duration grace, boolean queued) {}

    static Ending begin(Running running, Optional<Hook> preStop, Order order, Turn turn) {
        Incarnation incarnation = running.present();
        turn.out()
                .tell(
                        new KubernetesEvent(
                                incarnation.replica(),
                                incarnation.container(),
                                false,
                                "Killing",
                                order.message()));
        turn.out().tell(new Happening.Killing(incarnation, order.reason(), order.grace()));
        PreStop hook = new PreStop(order.reason(), turn.now(), order.grace(), order.queued());
        if (preStop.isPresent() && order.grace().isPositive()) {
            turn.out().add(new Effect.RunPreStop(incarnation, preStop.get(), order.grace()));
            return running.kill(hook);
        }
        return goOn(running, hook.over(turn.now()), turn);
    }

    /// Takes the next step when its time has come.
    static Ending advance(Ending ending, Turn turn) {
        if (turn.now() < ending.kill().deadline()) {
            return ending;
        }
        return switch (ending.kill()) {
            case PreStop hook -> goOn(ending.running(), hook.over(turn.now()), turn);
            case Queued queued -> ask(ending.running(), queued.over(turn.now()), turn);
            case Asked asked -> force(ending.running(), asked.over(turn.now()), turn);
            case Forced forced -> {
                Incarnation incarnation = ending.running().present();
                turn.out().add(new Effect.Terminate(incarnation, Signal.KILL));
                yield ending.running().kill(forced.again(turn.now()));
            }
        };
    }

    /// The hook has ended; one that was already given up says nothing new.
    static Ending preStopFinished(Ending ending, Optional<String> failure, Turn turn) {
        if (!(ending.kill() instanceof PreStop hook)) {
            return ending;
        }
        Incarnation incarnation = ending.running().present();
        failure.ifPresent(text ->
                turn.out()
                        .tell(
                                new KubernetesEvent(
                                        incarnation.replica(),
                                        incarnation.container(),
                                        true,
                                        "FailedPreStopHook",
                                        "PreStopHook failed: " + text)));
        return goOn(ending.running(), hook.over(turn.now()), turn);
    }

    /// Those that it waited for are gone.
    static Ending turnCame(Ending ending, Turn turn) {
        return ending.kill() instanceof Queued queued
                ? ask(ending.running(), queued.over(turn.now()), turn)
                : ending;
    }

    /// No hook and no grace.
    static Ending now(Running running, KillReason reason, Turn turn) {
        turn.out().tell(new Happening.Killing(running.present(), reason, Duration.ZERO));
        return force(running, new Forced(reason, turn.now()), turn);
    }

    static Ending hurry(Ending ending, Turn turn) {
        return ending.kill() instanceof Forced
                ? ending
                : force(ending.running(), new Forced(ending.kill().reason(), turn.now()), turn);
    }

    private static Ending goOn(Running running, Kill next, Turn turn) {
        return next instanceof Asked asked ? ask(running, asked, turn) : running.kill(next);
    }

    private static Ending ask(Running running, Asked asked, Turn turn) {
        signal(running, Signal.TERM, Optional.of(asked.patience()), turn);
        return running.kill(asked);
    }

    private static Ending force(Running running, Forced forced, Turn turn) {
        signal(running, Signal.KILL, Optional.empty(), turn);
        return running.kill(forced);
    }

    private static void signal(
            Running running, Signal signal, Optional<Duration> patience, Turn turn) {
        turn.out().add(new Effect.Terminate(running.present(), signal));
        turn.out().tell(new Happening.Signalled(running.present(), signal, patience));
    }
}
