package dev.probity.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Exit;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class ExitTextTest {
    @Test
    void aProgramThatCouldNotBeStartedIsSaidToBeThat() {
        assertThat(ExitText.of(new Exit(128, Optional.of("program \"x\" does not exist"))))
                .isEqualTo("exit code 128 (it could not be started), program \"x\" does not exist");
    }

    @Test
    void aSignalIsNamedByItsNumberWhenItHasNoMeaningOfItsOwn() {
        assertThat(ExitText.of(new Exit(129, Optional.empty())))
                .isEqualTo("exit code 129 (signal 1)");
    }

    @Test
    void anUnknownCodeIsTheProgramsOwn() {
        assertThat(ExitText.of(new Exit(3, Optional.empty())))
                .isEqualTo("exit code 3 (its own meaning)");
    }
}
