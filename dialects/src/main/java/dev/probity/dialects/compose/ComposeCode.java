package dev.probity.dialects.compose;

import dev.probity.spec.diagnostics.Code;

/// What can be wrong with a Compose file in particular, and what is different here.
public enum ComposeCode implements Code {
    PORT(
            1601,
            "not a port",
            "Ports are written `8080:80`, `127.0.0.1:8080:80/tcp`, `8000-8002:80-82`, or as a"
                    + " mapping with `target` and `published`."),
    ELSEWHERE(
            1602,
            "the rest is in another file",
            "`extends` and `include` are not followed. `docker compose config` writes everything"
                    + " into one file."),
    VARIABLE(
            1603,
            "broken variable",
            "`$NAME`, `${NAME}`, `${NAME:-text}`, `${NAME:?text}` and `${NAME:+text}` are replaced;"
                    + " `$$` is a dollar sign."),
    HEALTHCHECK(1604, "healthcheck that cannot be made", "The message says what it lacks."),
    WORDS(1605, "command that cannot be split", "Quotes keep words together and must be closed."),

    LOSSY(
            1620,
            "cannot be expressed here",
            "The key means something to Compose that Probity does not do. The message says what"
                    + " is lost."),
    UNSET_VARIABLE(
            1621,
            "variable without a value",
            "It is empty, as in Compose. `${NAME:-text}` says what to take instead."),

    NAME(1640, "name is changed", "Names here are DNS labels."),
    DIFFERENT(1641, "means something else here", "The message tells the difference.");

    private final int number;
    private final String title;
    private final String explanation;

    ComposeCode(int number, String title, String explanation) {
        this.number = number;
        this.title = title;
        this.explanation = explanation;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String explanation() {
        return explanation;
    }
}
