package dev.probity.spec.text;

import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.List;
import java.util.Optional;

/// What the parser says, in words for the writer of the file.
record SyntaxProblem(SpecCode code, Origin.Position position, String message, String hint) {

    /// @param part of the parser's problem text by which it is known
    private record Wording(String part, String message, String hint) {}

    private static final List<Wording> WORDINGS =
            List.of(
                    new Wording(
                            "mapping values are not allowed here",
                            "a second \": \" in one line, where no key can be",
                            "put quotes around a text that contains \": \", or begin a new line"),
                    new Wording(
                            "could not find expected ':'",
                            "a key without its \":\"",
                            "each line of a mapping is `key: value`; look at the line above too"),
                    new Wording(
                            "expected <block end>",
                            "this line is indented unlike the lines above it",
                            "entries of one mapping or list begin in the same column"),
                    new Wording(
                            "expected ',' or ']'",
                            "the list in [ ] is not closed",
                            "separate values with \",\" and end the list with \"]\""),
                    new Wording(
                            "expected ',' or '}'",
                            "the mapping in { } is not closed",
                            "separate entries with \",\" and end the mapping with \"}\""),
                    new Wording(
                            "found unexpected end of stream",
                            "the quote is not closed",
                            "end the text with the quote that it begins with"),
                    new Wording(
                            "found unknown escape character",
                            "a backslash before a character that cannot be escaped",
                            "write \\\\ for a backslash, or use single quotes"),
                    new Wording(
                            "that cannot start any token",
                            "a text cannot begin with this character",
                            "put quotes around it"));

    static SyntaxProblem of(Source source, YamlEngineException broken) {
        return switch (broken) {
            case MarkedYamlEngineException marked -> worded(source, marked);
            case ReaderException unprintable ->
                    new SyntaxProblem(
                            SpecCode.SYNTAX,
                            source.positionOf(offset(source.text(), unprintable.getPosition())),
                            "the character U+%04X cannot be in a text"
                                    .formatted(unprintable.getCodePoint()),
                            "write it as an escape in double quotes");
            default ->
                    new SyntaxProblem(
                            SpecCode.SYNTAX,
                            new Origin.Position(source.name(), 1, 1),
                            "the text is not YAML: "
                                    + firstLine(String.valueOf(broken.getMessage())),
                            "");
        };
    }

    void report(Diagnostics diagnostics) {
        if (hint.isEmpty()) {
            diagnostics.error(code, position, message);
        } else {
            diagnostics.error(code, position, message, hint);
        }
    }

    private static SyntaxProblem worded(Source source, MarkedYamlEngineException marked) {
        String problem = Optional.ofNullable(marked.getProblem()).orElse("");
        // An open quote is noticed at the end of the text; where it opened says more.
        Optional<Mark> place =
                problem.contains("unexpected end of stream")
                        ? marked.getContextMark()
                        : marked.getProblemMark();
        Origin.Position position =
                place.or(marked::getProblemMark)
                        .or(marked::getContextMark)
                        .map(mark -> position(source, mark))
                        .orElseGet(() -> new Origin.Position(source.name(), 1, 1));
        if (problem.contains("\\t") || problem.contains("TAB")) {
            return new SyntaxProblem(
                    SpecCode.TAB, position, "a tab in the indent", "indent with spaces");
        }
        String begun =
                marked.getContextMark()
                        .filter(mark -> mark.getLine() + 1 != position.line())
                        .map(mark -> ", begun in line " + (mark.getLine() + 1))
                        .orElse("");
        return WORDINGS.stream()
                .filter(wording -> problem.contains(wording.part()))
                .findFirst()
                .map(wording ->
                        new SyntaxProblem(
                                SpecCode.SYNTAX,
                                position,
                                wording.message() + begun,
                                wording.hint()))
                .orElseGet(() ->
                        new SyntaxProblem(
                                SpecCode.SYNTAX,
                                position,
                                "not YAML: " + firstLine(problem) + begun,
                                ""));
    }

    private static Origin.Position position(Source source, Mark mark) {
        return new Origin.Position(source.name(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static int offset(String text, int codePoints) {
        int most = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.clamp(codePoints, 0, most));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
