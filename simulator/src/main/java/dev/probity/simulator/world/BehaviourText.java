package dev.probity.simulator.world;

import dev.probity.simulator.world.Behaviour.End;
import dev.probity.simulator.world.Behaviour.Moment;
import dev.probity.simulator.world.Behaviour.Outage;
import dev.probity.simulator.world.Behaviour.Span;
import dev.probity.simulator.world.Behaviour.Stall;
import dev.probity.simulator.world.Behaviour.Stops;
import dev.probity.spec.diagnostics.Spelling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads `loads in 49s, stalls 2s at 120s, answers in 0.9s ± 0.2s`.
final class BehaviourText {
    private static final int MOST_CHARACTERS = 1_000; // nobody writes more by hand
    private static final int MOST_CLAUSES = 40;

    private static final Duration USUAL_ANSWER = Duration.ofMillis(5);

    private static final List<String> VERBS =
            List.of(
                    "starts",
                    "loads",
                    "never",
                    "warms",
                    "answers",
                    "stalls",
                    "hangs",
                    "crashes",
                    "exits",
                    "fails",
                    "dependency",
                    "ignores",
                    "stops");

    private final String text;
    private Span startsIn = Span.NONE;
    private Span loadsIn = Span.NONE;
    private Span warmsUpIn = Span.NONE;
    private Duration answersIn = USUAL_ANSWER;
    private Duration jitter = Duration.ZERO;
    private final List<Stall> stalls = new ArrayList<>();
    private Optional<Moment> hangs = Optional.empty();
    private Optional<End> ends = Optional.empty();
    private final List<Outage> outages = new ArrayList<>();
    private Duration stopsIn = Duration.ZERO;
    private boolean ignoresTerm;

    private BehaviourText(String text) {
        this.text = text;
    }

    static Behaviour read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new BehaviourException(
                    "a behaviour has at most " + MOST_CHARACTERS + " characters");
        }
        return new BehaviourText(text.strip()).read();
    }

    private Behaviour read() {
        String[] clauses = text.split(",", -1);
        if (clauses.length > MOST_CLAUSES) {
            throw new BehaviourException("a behaviour has at most " + MOST_CLAUSES + " clauses");
        }
        for (String clause : clauses) {
            read(new Words(clause.strip()));
        }
        return new Behaviour(
                text,
                startsIn,
                loadsIn,
                warmsUpIn,
                answersIn,
                jitter,
                stalls,
                hangs,
                ends,
                outages,
                new Stops(stopsIn, ignoresTerm));
    }

    private void read(Words words) {
        String verb = words.next("a clause, such as `loads in 49s`");
        switch (verb) {
            case "starts" -> startsIn = span(words.expect("in"));
            case "loads" -> loadsIn = span(words.expect("in"));
            case "never" -> {
                words.expect("loads");
                loadsIn = Span.exactly(NEVER);
            }
            case "warms" -> warmsUpIn = span(words.expect("up").expect("in"));
            case "answers" -> readAnswers(words.expect("in"));
            case "stalls" -> readStall(words);
            case "hangs" -> hangs = Optional.of(moment(words.expect("at")));
            case "crashes" -> ends = Optional.of(end(words.expect("at"), 1));
            case "exits" -> ends = Optional.of(end(words.expect("at"), 0));
            case "fails" -> readFailing(words);
            case "dependency" -> outages.add(outage(Outage.Kind.DEPENDENCY, words.expect("down")));
            case "ignores" -> {
                words.expect("TERM");
                ignoresTerm = true;
            }
            case "stops" -> stopsIn = words.expect("in").length();
            default -> throw words.unknown(verb, VERBS);
        }
        words.end();
    }

    /// Longer than any simulation.
    private static final Duration NEVER = Duration.ofDays(10_000);

    private static Span span(Words words) {
        Duration least = words.length();
        if (!words.take("..")) {
            return Span.exactly(least);
        }
        Duration most = words.length();
        if (most.compareTo(least) < 0) {
            throw words.problem("the second length is the longer one in `40s .. 60s`");
        }
        return new Span(least, most);
    }

    private void readAnswers(Words words) {
        answersIn = words.length();
        jitter = words.take("±") ? words.length() : Duration.ZERO;
    }

    private void readStall(Words words) {
        Duration length = words.length();
        Duration at = words.expect("at").length();
        Optional<Duration> every =
                words.take("every") ? Optional.of(words.length()) : Optional.empty();
        if (every.isPresent() && every.get().compareTo(length) <= 0) {
            throw words.problem("the next stall comes before this one is over");
        }
        stalls.add(new Stall(length, new Moment(at, words.take("once")), every));
    }

    private static Moment moment(Words words) {
        return new Moment(words.length(), words.take("once"));
    }

    private static End end(Words words, int usualCode) {
        Duration at = words.length();
        int code = words.take("with") ? words.number(255) : usualCode;
        return new End(new Moment(at, words.take("once")), code);
    }

    private void readFailing(Words words) {
        String probe = words.next("startup, liveness or readiness");
        List<String> probes = List.of("startup", "liveness", "readiness");
        if (!probes.contains(probe)) {
            throw words.unknown(probe, probes);
        }
        outages.add(outage(Outage.Kind.valueOf(probe.toUpperCase(Locale.ROOT)), words));
    }

    private static Outage outage(Outage.Kind kind, Words words) {
        Duration from = words.expect("from").length();
        Duration to = words.expect("to").length();
        if (to.compareTo(from) <= 0) {
            throw words.problem("it ends before it begins");
        }
        return new Outage(kind, from, to);
    }

    /// The words of one clause, taken one after the other.
    private static final class Words {
        private final String clause;
        private final List<String> words;
        private int taken;

        Words(String clause) {
            this.clause = clause;
            String spaced = clause.replace("+-", " ± ").replace("±", " ± ").replace("..", " .. ");
            this.words = joined(spaced.split("\\s+"));
        }

        /// `2 s` is one word, `2s`.
        private static List<String> joined(String... raw) {
            List<String> words = new ArrayList<>();
            for (String word : raw) {
                boolean unit = word.matches("ms|s|m|h|d");
                if (unit && !words.isEmpty() && words.getLast().matches("[0-9.]+")) {
                    words.set(words.size() - 1, words.getLast() + word);
                } else if (!word.isEmpty()) {
                    words.add(word);
                }
            }
            return words;
        }

        String next(String wanted) {
            if (taken == words.size()) {
                throw problem("it ends where " + wanted + " is expected");
            }
            return words.get(taken++);
        }

        boolean take(String word) {
            boolean there = taken < words.size() && words.get(taken).equals(word);
            taken += there ? 1 : 0;
            return there;
        }

        Words expect(String word) {
            String found = next("\"" + word + "\"");
            if (!found.equalsIgnoreCase(word)) {
                throw problem("it says \"" + found + "\" where \"" + word + "\" is expected");
            }
            return this;
        }

        Duration length() {
            String word = next("a length of time such as 49s");
            return Lengths.read(word)
                    .orElseThrow(() ->
                            problem(
                                    "\""
                                            + word
                                            + "\" is no length of time; write 49s, 0.9s, 200ms,"
                                            + " 1m30s or 2h"));
        }

        int number(int most) {
            String word = next("a number");
            if (!word.matches("\\d{1,5}") || Integer.parseInt(word) > most) {
                throw problem("\"" + word + "\" is no number from 0 to " + most);
            }
            return Integer.parseInt(word);
        }

        void end() {
            if (taken < words.size()) {
                throw problem("\"" + words.get(taken) + "\" is too much; a comma ends a clause");
            }
        }

        BehaviourException problem(String what) {
            return new BehaviourException("behaviour \"" + clause + "\": " + what);
        }

        BehaviourException unknown(String word, List<String> known) {
            String guess =
                    Spelling.nearest(word, known)
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse("; it can be " + String.join(", ", known));
            return problem("\"" + word + "\" is unknown" + guess);
        }
    }
}
