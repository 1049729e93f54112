package dev.probity.probes.http;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the head of an answer, in whatever pieces it comes, and accepts and refuses what Go's
/// net/http does. Headers that a probe does not act on are checked and forgotten.
public final class HeadParser {

    /// Go's limit for everything before the body.
    static final int MAX_HEAD_BYTES = 10 << 20;

    /// Answers such as 103 that only announce another one; Go's limit.
    private static final int MAX_ANNOUNCEMENTS = 5;

    private final Line line = new Line();
    private int seen;
    private int announcements;
    private boolean inHeaders;
    private boolean http10;
    private int status;
    private Optional<String> location = Optional.empty();
    private final List<String> lengths = new ArrayList<>(1);
    private final List<String> encodings = new ArrayList<>(1);
    private Field current = Field.OTHER;
    private @Nullable ResponseHead head;

    /// The headers that a probe acts on.
    private enum Field {
        LOCATION("location"),
        CONTENT_LENGTH("content-length"),
        TRANSFER_ENCODING("transfer-encoding"),
        OTHER("");

        private final String lowerCase;

        Field(String lowerCase) {
            this.lowerCase = lowerCase;
        }

        static Field of(byte[] bytes, int length) {
            for (Field field : values()) {
                if (field.lowerCase.length() == length && field.isCalled(bytes)) {
                    return field;
                }
            }
            return OTHER;
        }

        private boolean isCalled(byte[] bytes) {
            for (int i = 0; i < lowerCase.length(); i++) {
                int c = bytes[i];
                if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lowerCase.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Empty until the head is complete.
    public Optional<ResponseHead> head() {
        return Optional.ofNullable(head);
    }

    /// @return where the body begins, or `to` when the head is not complete yet
    public int accept(byte[] bytes, int from, int to) throws MalformedAnswer {
        int position = from;
        while (head == null && position < to) {
            int next = line.take(bytes, position, to);
            seen += next - position;
            position = next;
            if (bytes[next - 1] == '\n') {
                endOfLine();
            }
            if (seen > MAX_HEAD_BYTES) {
                throw new MalformedAnswer(
                        "net/http: server response headers exceeded "
                                + MAX_HEAD_BYTES
                                + " bytes; aborted");
            }
        }
        return position;
    }

    /// The connection ended before the head did.
    public MalformedAnswer ended() {
        if (seen == 0) {
            return new MalformedAnswer("EOF");
        }
        try {
            // Go takes what came last for a line, and complains about that first.
            if (!line.isUntouched()) {
                endOfLine();
            }
            return MalformedAnswer.inHead("unexpected EOF");
        } catch (MalformedAnswer e) {
            return e;
        }
    }

    /// The connection broke before the head was complete; before its first byte Go shows the bare
    /// error.
    public MalformedAnswer broke(String error) {
        return seen == 0 ? new MalformedAnswer(error) : MalformedAnswer.inHead(error);
    }

    private void endOfLine() throws MalformedAnswer {
        if (!inHeaders) {
            status = status();
            inHeaders = true;
        } else if (line.length() == 0) {
            endOfHead();
        } else {
            header();
        }
        line.clear();
    }

    /// `HTTP/1.1 200 OK`
    private int status() throws MalformedAnswer {
        byte[] bytes = line.bytes();
        int end = line.length();
        int space = indexOf(bytes, ' ', 0, end);
        if (space == end) {
            throw MalformedAnswer.inHead("malformed HTTP response " + Quoted.bytes(bytes, 0, end));
        }
        int from = space;
        while (from < end && bytes[from] == ' ') {
            from++;
        }
        int to = indexOf(bytes, ' ', from, end);
        boolean digits = to - from == 3;
        int number = 0;
        for (int i = from; i < to; i++) {
            digits &= isDigit(bytes[i]);
            number = number * 10 + bytes[i] - '0';
        }
        if (!digits) {
            throw MalformedAnswer.inHead(
                    "malformed HTTP status code " + Quoted.bytes(bytes, from, to));
        }
        if (!isVersion(bytes, space)) {
            throw MalformedAnswer.inHead("malformed HTTP version " + Quoted.bytes(bytes, 0, space));
        }
        http10 = bytes[5] == '0' || (bytes[5] == '1' && bytes[7] == '0');
        return number;
    }

    private static boolean isVersion(byte[] bytes, int length) {
        return length == 8
                && new String(bytes, 0, 5, StandardCharsets.ISO_8859_1).equals("HTTP/")
                && isDigit(bytes[5])
                && bytes[6] == '.'
                && isDigit(bytes[7]);
    }

    private void header() throws MalformedAnswer {
        byte[] bytes = line.bytes();
        int end = line.length();
        if (bytes[0] == ' ' || bytes[0] == '\t') {
            continuation(text(0, end));
            return;
        }
        int colon = indexOf(bytes, ':', 0, end);
        boolean named = colon > 0 && colon < end;
        for (int i = 0; named && i < colon; i++) {
            named = isInName(bytes[i]);
        }
        if (!named) {
            throw MalformedAnswer.inHead("malformed MIME header line: " + text(0, end));
        }
        current = Field.of(bytes, colon);
        switch (current) {
            case LOCATION -> {
                // Of several the first one counts; an empty one is none.
                String value = text(colon + 1, end);
                if (location.isEmpty()) {
                    location = Optional.of(value);
                }
            }
            case CONTENT_LENGTH -> lengths.add(text(colon + 1, end));
            case TRANSFER_ENCODING -> encodings.add(text(colon + 1, end));
            case OTHER -> {}
        }
    }

    /// A header that goes on in a line of its own: outdated, and still accepted by Go.
    private void continuation(String more) throws MalformedAnswer {
        switch (current) {
            case LOCATION -> location = location.map(value -> (value + " " + more).strip());
            case CONTENT_LENGTH -> lengths.add((lengths.removeLast() + " " + more).strip());
            case TRANSFER_ENCODING -> encodings.add((encodings.removeLast() + " " + more).strip());
            case OTHER -> {}
        }
    }

    private void endOfHead() throws MalformedAnswer {
        if (status >= 100 && status < 200 && status != 101) {
            if (++announcements > MAX_ANNOUNCEMENTS) {
                throw MalformedAnswer.inHead("net/http: too many 1xx informational responses");
            }
            inHeaders = false;
            location = Optional.empty();
            lengths.clear();
            encodings.clear();
            current = Field.OTHER;
            return;
        }
        head = new ResponseHead(status, location.filter(text -> !text.isEmpty()), framing());
    }

    private ResponseHead.Framing framing() throws MalformedAnswer {
        boolean chunked = !http10 && isChunked();
        // Go checks the lengths even where they do not count.
        Optional<ResponseHead.Framing> length = chunked ? Optional.empty() : length();
        if (status == 204 || status == 304) {
            return new ResponseHead.Framing.Length(0);
        }
        if (status == 101) {
            return new ResponseHead.Framing.UntilClose();
        }
        return chunked
                ? new ResponseHead.Framing.Chunked()
                : length.orElseGet(ResponseHead.Framing.UntilClose::new);
    }

    private boolean isChunked() throws MalformedAnswer {
        if (encodings.isEmpty()) {
            return false;
        }
        if (encodings.size() > 1) {
            throw MalformedAnswer.inHead(
                    "too many transfer encodings: [" + quotedAll(encodings) + "]");
        }
        if (!encodings.getFirst().equalsIgnoreCase("chunked")) {
            throw MalformedAnswer.inHead(
                    "unsupported transfer encoding: " + Quoted.text(encodings.getFirst()));
        }
        return true;
    }

    private Optional<ResponseHead.Framing> length() throws MalformedAnswer {
        if (lengths.isEmpty()) {
            return Optional.empty();
        }
        String first = lengths.getFirst();
        if (lengths.stream().anyMatch(other -> !other.equals(first))) {
            throw MalformedAnswer.inHead(
                    "http: message cannot contain multiple Content-Length headers; got ["
                            + quotedAll(lengths)
                            + "]");
        }
        boolean number = first.length() <= 18 && first.chars().allMatch(c -> c >= '0' && c <= '9');
        if (first.isEmpty() || !number) {
            throw MalformedAnswer.inHead(
                    first.isEmpty()
                            ? "invalid empty Content-Length"
                            : "bad Content-Length " + Quoted.text(first));
        }
        return Optional.of(new ResponseHead.Framing.Length(Long.parseLong(first)));
    }

    private static String quotedAll(List<String> texts) {
        return String.join(" ", texts.stream().map(Quoted::text).toList());
    }

    private String text(int from, int to) {
        return new String(line.bytes(), from, to - from, StandardCharsets.UTF_8).strip();
    }

    private static int indexOf(byte[] bytes, int wanted, int from, int to) {
        int position = from;
        while (position < to && bytes[position] != wanted) {
            position++;
        }
        return position;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isInName(byte c) {
        return c >= ' ' && c < 0x7f && "\"(),/;<=>?@[\\]{}".indexOf(c) < 0;
    }
}
