package dev.probity.spec.diagnostics;

/// What can be wrong with any file, and with `probity.yaml`.
public enum SpecCode implements Code {
    UNREADABLE(1, "file cannot be read", "It is missing, a directory, or not permitted."),
    ENCODING(
            2,
            "not UTF-8",
            "Files are UTF-8 (UTF-16 with a byte order mark is read too). Save the file as UTF-8."),
    TOO_LARGE(
            3,
            "file too large",
            "A file has at most 1 MiB, and with its aliases followed at most 100,000 values."),
    SYNTAX(
            4,
            "not YAML",
            "The text cannot be understood from this place on. Quotes and indents"
                    + " are the usual reasons."),
    TAB(5, "tab in an indent", "YAML indents with spaces only."),
    DUPLICATE_KEY(6, "key given twice", "One of the two would be ignored. Keep one."),
    TOO_DEEP(7, "nested too deeply", "Values may be nested 64 deep, aliases followed."),
    ALIAS(
            8,
            "alias without a meaning",
            "An alias stands for the value with its anchor, which must come before it and must not"
                    + " contain it."),
    MERGE(9, "merge of something else than a mapping", "`<<` takes a mapping or a list of them."),
    KEY(10, "key is not text", "Keys are plain words."),
    TAG(11, "tag without a meaning", "Tags such as `!Ref` mean nothing here. Leave them out."),
    MORE_DOCUMENTS(
            12, "more than one document", "Only the first document of the file can be read."),
    EMPTY(13, "nothing in the file", "There is no value in the text; it is empty or a comment."),
    MORE_PROBLEMS(14, "too many problems", "Only the first 200 problems are shown."),

    UNKNOWN_KEY(
            101,
            "unknown key",
            "The key means nothing at this place. Nothing is ignored silently, since a misspelt"
                    + " probe would be no probe."),
    MISSING_KEY(102, "key is missing", "The value cannot be guessed and has no default."),
    WRONG_KIND(
            103,
            "value of another kind",
            "A mapping, a list or a single value was expected and another one was found."),
    NOT_A_NUMBER(104, "not a whole number", "Only digits and a sign, without quotes."),
    OUT_OF_RANGE(105, "number out of range", "The message names the bound."),
    NOT_A_BOOLEAN(106, "not true or false", "`true` and `false` are the only two values."),
    NOT_A_DURATION(
            107, "not a length of time", "Numbers with units: `90s`, `1m30s`, `250ms`, `2h`."),
    NOT_ONE_OF(108, "not one of the choices", "The message lists the choices."),
    EMPTY_VALUE(109, "value is empty", "Leave the key out, or give it a value."),
    CONFLICT(110, "keys exclude each other", "Both say the same thing. Keep one.");

    private final int number;
    private final String title;
    private final String explanation;

    SpecCode(int number, String title, String explanation) {
        this.number = number;
        this.title = title;
        this.explanation = explanation;
    }

    @Override
    public String id() {
        return "PRB%04d".formatted(number);
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
