package dev.probity.launch.process;

import dev.probity.launch.Attachment;

/// What is given to somebody whose command never ran.
enum Unattached implements Attachment {
    INSTANCE;

    @Override
    public void input(byte[] bytes) {}

    @Override
    public void endInput() {}

    @Override
    public void abandon() {}
}
