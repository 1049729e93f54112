package dev.probity.health;

import java.util.regex.Pattern;

/// What one question is about: the three that an orchestrator asks, and any other of the service's
/// own.
public record Group(String name) {
    // First, as the groups below need it. Upper case is allowed because names that others chose,
    // such as
    // someReadinessCheck, have it.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /// Must this process be restarted? Fails on evidence from inside the process only.
    public static final Group LIVENESS = new Group("liveness");

    /// May traffic come now?
    public static final Group READINESS = new Group("readiness");

    /// Has it ever finished starting? Once it has, it never fails again.
    public static final Group STARTUP = new Group("startup");

    public Group {
        requireName("group", name);
    }

    static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the %s is called \"%s\"; a name has letters, digits, . _ and -, at most 63"
                            .formatted(what, name));
        }
    }
}
