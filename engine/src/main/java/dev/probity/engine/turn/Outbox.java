package dev.probity.engine.turn;

import dev.probity.engine.Effect;
import dev.probity.engine.Happening;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the present step wants done, in order.
public final class Outbox {

    private final List<Effect> rotations = new ArrayList<>();
    private List<Effect> effects = new ArrayList<>();
    private long numbers;

    /// @param numbers the last one that was given out before
    public Outbox(long numbers) {
        this.numbers = numbers;
    }

    public void add(Effect effect) {
        effects.add(effect);
    }

    public void tell(Happening happening) {
        effects.add(new Effect.Tell(happening));
    }

    /// Goes before everything else: traffic leaves a replica before anything is done to it.
    public void publish(Effect.PublishRotation rotation) {
        rotations.add(rotation);
    }

    /// A number that nothing had before: for attempts, and for ranks.
    public long number() {
        return ++numbers;
    }

    public long numbers() {
        return numbers;
    }

    /// Hands out everything and starts anew.
    public List<Effect> drain() {
        if (!rotations.isEmpty()) {
            effects.addAll(0, rotations);
            rotations.clear();
        }
        if (effects.isEmpty()) {
            return List.of();
        }
        // The list itself is handed out, and a new one begun: a copy would cost every step.
        List<Effect> all = Collections.unmodifiableList(effects);
        effects = new ArrayList<>();
        return all;
    }
}
