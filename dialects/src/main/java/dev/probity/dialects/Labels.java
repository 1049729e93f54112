package dev.probity.dialects;

import java.util.Locale;

/// Free text made into a name that Kubernetes takes.
public final class Labels {
    private static final int MAX = 63;

    private Labels() {}

    /// Small letters, digits and `-`, from a letter to a letter or digit; `app` when nothing is
    /// left.
    public static String of(String text) {
        String fit =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[^a-z]+", "");
        String cut = fit.substring(0, Math.min(fit.length(), MAX)).replaceAll("-+$", "");
        return cut.isEmpty() ? "app" : cut;
    }
}
