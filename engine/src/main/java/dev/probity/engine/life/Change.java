package dev.probity.engine.life;

/// What an event about a probe has done.
///
/// @param moved whether the replica may stand differently now
/// @param asksSync whether more is to be done about it (R20)
record Change(boolean moved, boolean asksSync) {

    static final Change NONE = new Change(false, false);
}
