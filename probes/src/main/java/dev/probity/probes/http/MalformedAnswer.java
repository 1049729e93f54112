package dev.probity.probes.http;

/// What a server sent is not HTTP/1.x.
public final class MalformedAnswer extends Exception {

    private final String text;

    MalformedAnswer(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    /// In a head: whatever is wrong there, Go's transport puts these words before it.
    static MalformedAnswer inHead(String text) {
        return new MalformedAnswer("net/http: HTTP/1.x transport connection broken: " + text);
    }

    /// In Go's words; goes to the user as it is.
    public String text() {
        return text;
    }
}
