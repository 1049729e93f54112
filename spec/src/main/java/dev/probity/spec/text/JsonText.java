package dev.probity.spec.text;

/// JSON as people write it: with comments and tabs, which YAML does not take.
final class JsonText {
    private final String text;
    private final StringBuilder blanked;

    private JsonText(String text) {
        this.text = text;
        this.blanked = new StringBuilder(text);
    }

    /// The text with its comments and tabs blanked out, so that every place stays where it is; the
    /// text itself when it is not JSON.
    static String blanked(String text) {
        int start = afterBlanks(text, 0);
        boolean open =
                start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[');
        int inside = open ? afterBlanks(text, start + 1) : text.length();
        // A mapping of YAML can begin with a brace too; its first key seldom has quotes.
        boolean json = inside < text.length() && "\"}]{[".indexOf(text.charAt(inside)) >= 0;
        return json ? new JsonText(text).blank() : text;
    }

    /// Behind white space and comments.
    private static int afterBlanks(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (isComment(text, at)) {
                at = endOfComment(text, at);
            } else {
                return at;
            }
        }
        return at;
    }

    private String blank() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = endOfString(at);
            } else if (isComment(text, at)) {
                int end = endOfComment(text, at);
                blank(at, end);
                at = end;
            } else {
                if (c == '\t') {
                    blanked.setCharAt(at, ' ');
                }
                at++;
            }
        }
        return blanked.toString();
    }

    private void blank(int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                blanked.setCharAt(at, ' ');
            }
        }
    }

    /// An address without quotes, which is no JSON anyway, has a colon before its slashes.
    private static boolean isComment(String text, int at) {
        return (text.startsWith("//", at) || text.startsWith("/*", at))
                && (at == 0 || text.charAt(at - 1) != ':');
    }

    private static int endOfComment(String text, int at) {
        boolean line = text.startsWith("//", at);
        int end = text.indexOf(line ? "\n" : "*/", at + 2);
        return end < 0 ? text.length() : line ? end : end + 2;
    }

    private int endOfString(int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }
}
