package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class AccountTest {

    @Test
    void readsAnEntryOfTheUserDatabase() {
        assertThat(Account.parse("app:x:1001:1002:The App,,,:/home/app:/bin/sh\n"))
                .contains(new Account.Entry("app", "1002", "/home/app"));
        assertThat(Account.parse("")).isEmpty();
    }

    @Test
    void givesAKnownUserItsGroupsAndAnUnknownNumberNone() {
        var known = new Account.Entry("app", "1002", "/home/app");

        assertThat(new Account("app", "1002", Optional.of(known)).options())
                .containsExactly("--reuid=app", "--regid=1002", "--init-groups");
        assertThat(new Account("4000", "4000", Optional.empty()).options())
                .containsExactly("--reuid=4000", "--regid=4000", "--clear-groups");
    }
}
