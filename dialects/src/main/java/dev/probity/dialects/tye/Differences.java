package dev.probity.dialects.tye;

import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.EnumSet;
import java.util.Set;

/// Says where a file means something else than Tye made of it, each kind of difference once: at the
/// first place where it matters.
final class Differences {
    private final Diagnostics diagnostics;
    private final Set<TyeCode> said = EnumSet.noneOf(TyeCode.class);

    Differences(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void note(TyeCode code, Origin origin, String message) {
        if (said.add(code)) {
            diagnostics.note(code, origin, message);
        }
    }

    /// What Tye made of every probe, whatever is in it.
    void ofProbes(Origin probe) {
        note(
                TyeCode.THRESHOLDS,
                probe,
                "a probe acts at its threshold, as Tye documents; Tye itself acts one result later"
                        + " (it kills at the fourth failure in a row where failureThreshold is 3)");
        note(
                TyeCode.PERIOD,
                probe,
                "a probe is made every period, as Tye documents; Tye itself waits a period after"
                        + " the previous one has ended");
        note(
                TyeCode.SUCCESS_CODES,
                probe,
                "a probe succeeds with 200 to 399 and follows redirects to the same host only, as"
                        + " in Kubernetes; Tye itself follows all and takes 200 to 299");
    }
}
