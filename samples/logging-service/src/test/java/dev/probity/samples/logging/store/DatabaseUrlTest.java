package dev.probity.samples.logging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class DatabaseUrlTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jdbc:sqlite:/data/p.db                          | jdbc:sqlite:/data/p.db
                    sqlite:////data/p.db                            | jdbc:sqlite:/data/p.db
                    jdbc:postgresql://db:5432/log?password=secret   | jdbc:postgresql://db:5432/log
                    postgresql://user:secret@db/log                 | jdbc:postgresql://db/log
                    postgres://user:secret@db:5433/log?ssl=true     | jdbc:postgresql://db:5433/log
                    """)
    void isReadInTheFormsInWhichPeopleWriteItAndShownWithoutSecrets(String url, String shown) {
        try (Database database = DatabaseUrl.open(url, Optional.empty(), Optional.empty())) {
            assertThat(database.shown()).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://user:secret@db/log",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "postgresql:///log",
                "postgresql://user:secret@a b/log"
            })
    void saysWhatWouldBeRightAndNeverThePassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.open(url, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:sqlite:FILE")
                .hasMessageNotContaining("secret");
    }
}
