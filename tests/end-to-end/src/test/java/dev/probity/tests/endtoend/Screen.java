package dev.probity.tests.endtoend;

import static org.awaitility.Awaitility.await;

import dev.probity.runtime.LifeCycleLines;
import dev.probity.runtime.LogLine;
import dev.probity.runtime.Subscription;
import dev.probity.runtime.Told;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines that a user has read so far.
final class Screen {
    private static final Duration LIMIT = Duration.ofSeconds(60); // the machine may be busy

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private int read;

    static Screen of(Subscription subscription) {
        Screen screen = new Screen();
        Thread.ofVirtual().name("screen").start(() -> screen.follow(subscription));
        return screen;
    }

    private void follow(Subscription subscription) {
        var writer = new LifeCycleLines();
        try {
            while (!subscription.isOver()) {
                Optional<Told> told = subscription.next(Duration.ofSeconds(1));
                told.flatMap(writer::of).map(LogLine::text).ifPresent(lines::add);
            }
        } catch (InterruptedException _) {
            // The test is over.
        }
    }

    /// Reads on until a line matches as a whole.
    ///
    /// @return its first group, or the line where the pattern has none
    String awaitLine(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        await(pattern).atMost(LIMIT).until(() -> find(wanted).isPresent());
        int found = find(wanted).orElseThrow();
        read = found + 1;
        Matcher matcher = wanted.matcher(lines.get(found));
        boolean matches = matcher.matches();
        return matches && matcher.groupCount() > 0 ? matcher.group(1) : lines.get(found);
    }

    private Optional<Integer> find(Pattern wanted) {
        for (int i = read; i < lines.size(); i++) {
            if (wanted.matcher(lines.get(i)).matches()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
