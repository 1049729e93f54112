package dev.probity.runtime;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Takes the lock that it is told of, and keeps it until it is killed or its input ends.
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (RunLock _ = RunLock.take(Path.of(in.readLine()))) {
            System.out.println("held");
            while (in.readLine() != null) {
                // More input changes nothing.
            }
        }
    }
}
