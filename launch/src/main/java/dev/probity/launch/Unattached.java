package dev.probity.launch;

/// What is given to somebody whose command never ran.
public enum Unattached implements Attachment {
    INSTANCE;

    @Override
    public void input(byte[] bytes) {}

    @Override
    public void endInput() {}

    @Override
    public void abandon() {}
}
