package dev.probity.engine.fleet;

import dev.probity.engine.life.ReplicaLife;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The slots of a service in the order of their ordinals.
final class Slots {
    private final List<ReplicaLife> lives = new ArrayList<>();

    /// Asked for every attempt. Slots without a gap, as nearly all are, lie where their ordinals
    /// say.
    Optional<ReplicaLife> get(int ordinal) {
        int place = has(ordinal - 1, ordinal) ? ordinal - 1 : place(ordinal);
        return has(place, ordinal) ? Optional.of(lives.get(place)) : Optional.empty();
    }

    boolean contains(int ordinal) {
        return get(ordinal).isPresent();
    }

    /// @throws IllegalArgumentException if its ordinal is taken
    void add(ReplicaLife life) {
        int ordinal = life.id().ordinal();
        int place = place(ordinal);
        if (has(place, ordinal)) {
            throw new IllegalArgumentException(life.id() + " is there already");
        }
        lives.add(place, life);
    }

    void remove(ReplicaLife life) {
        lives.remove(life);
    }

    List<ReplicaLife> all() {
        return Collections.unmodifiableList(lives);
    }

    private boolean has(int place, int ordinal) {
        return place >= 0 && place < lives.size() && lives.get(place).id().ordinal() == ordinal;
    }

    /// Where it is, or belongs.
    private int place(int ordinal) {
        int place = 0;
        while (place < lives.size() && lives.get(place).id().ordinal() < ordinal) {
            place++;
        }
        return place;
    }
}
