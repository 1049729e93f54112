package dev.probity.simulator.draw;

/// What befell a replica in one column of a picture.
enum Turn {
    NONE(" ", ""),
    LAUNCHED("▲", "launched"),
    EXITED("↓", "exited by itself"),
    KILLED("†", "killed by a probe"),
    STOPPED("■", "told to stop");

    private final String sign;
    private final String meaning;

    Turn(String sign, String meaning) {
        this.sign = sign;
        this.meaning = meaning;
    }

    String sign() {
        return sign;
    }

    String meaning() {
        return meaning;
    }

    /// A kill is what one looks for, so it hides the rest of its column.
    Turn and(Turn other) {
        return this == KILLED ? this : other;
    }
}
