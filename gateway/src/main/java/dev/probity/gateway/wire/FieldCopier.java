package dev.probity.gateway.wire;

import java.util.function.IntPredicate;

/// Copies the field lines that pass on. Neighbours are copied together: most heads in one go.
final class FieldCopier {
    private FieldCopier() {}

    static void copy(Head head, IntPredicate passesOn, HeadBytes out) {
        int from = -1;
        for (int field = 0; field < head.fields(); field++) {
            boolean passes = passesOn.test(field);
            if (passes && from < 0) {
                from = head.lineStart(field);
            } else if (!passes && from >= 0) {
                out.add(head.bytes(), from, head.lineStart(field));
                from = -1;
            }
        }
        if (from >= 0) {
            out.add(head.bytes(), from, head.fieldsEnd());
        }
    }
}
