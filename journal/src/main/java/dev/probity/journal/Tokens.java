package dev.probity.journal;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;

/// Small steps over the tokens of a JSON text.
final class Tokens {
    private Tokens() {}

    static void expect(JsonParser in, JsonToken token) throws IOException {
        if (in.currentToken() != token) {
            throw unreadable(in, "expected " + token + ", found " + in.currentToken());
        }
    }

    static void next(JsonParser in, JsonToken token) throws IOException {
        in.nextToken();
        expect(in, token);
    }

    static IOException unreadable(JsonParser in, String problem) {
        return new JsonParseException(in, problem);
    }
}
