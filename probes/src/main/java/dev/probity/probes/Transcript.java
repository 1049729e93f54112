package dev.probity.probes;

import dev.probity.probes.http.HttpRequest;

import java.util.OptionalInt;

/// What was asked by HTTP and what was answered, for one who looks into a failure. What looks like
/// a secret is masked in the request.
///
/// @param request its first line and its headers
/// @param status absent when no answer came
/// @param body its first characters
public record Transcript(String request, OptionalInt status, String body) {
    private static final int SHOWN = 1_000; // characters; a stack trace says enough by then

    static Transcript of(HttpRequest request, HttpAnswer answered) {
        return switch (answered) {
            case HttpAnswer.Missing _ -> new Transcript(request.shown(), OptionalInt.empty(), "");
            case HttpAnswer.Broken(var head, _) ->
                    new Transcript(request.shown(), OptionalInt.of(head.status()), "");
            case HttpAnswer.Complete(var head, String body) ->
                    new Transcript(request.shown(), OptionalInt.of(head.status()), beginning(body));
        };
    }

    private static String beginning(String body) {
        return body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "…";
    }
}
