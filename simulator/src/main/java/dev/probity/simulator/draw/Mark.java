package dev.probity.simulator.draw;

import dev.probity.engine.Outcome;

/// What attempts found in one column of a picture.
enum Mark {
    NONE(" ", ""),
    PASSED("✓", "passed"),
    FAILED("✗", "failed"),
    BOTH("±", "both in one column"),
    BROKEN("?", "broken, so not counted");

    private final String sign;
    private final String meaning;

    Mark(String sign, String meaning) {
        this.sign = sign;
        this.meaning = meaning;
    }

    String sign() {
        return sign;
    }

    String meaning() {
        return meaning;
    }

    static Mark of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _, Outcome.Warning _ -> PASSED;
            case Outcome.Failure _, Outcome.Unknown _ -> FAILED;
            case Outcome.Inconclusive _ -> BROKEN;
        };
    }

    Mark and(Mark other) {
        if (this == NONE || this == other) {
            return other;
        }
        return other == BROKEN ? this : this == BROKEN ? other : BOTH;
    }
}
