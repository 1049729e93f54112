package dev.probity.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @ParameterizedTest(name = "{0}={1} is shown as {2}")
    @CsvSource(
            textBlock =
                    """
                    DB_PASSWORD,       hunter2,                    ***
                    apiKey,            k,                          ***
                    OPENAI_API_KEY,    k,                          ***
                    GITHUB_TOKEN,      t,                          ***
                    Authorization,     Bearer x,                   ***
                    DB_PWD,            x,                          ***
                    KEYBOARD,          de,                         de
                    MONKEY,            chimp,                      chimp
                    PWD_HINT_NOT,      x,                          ***
                    URL,               postgres://me:pw@host/db,   postgres://me:***@host/db
                    URL,               http://host:80/a@b,         http://host:80/a@b
                    DB_PASSWORD,       '',                         ''
                    """)
    void masksWhatLooksLikeASecret(String name, String value, String shown) {
        assertThat(Secrets.shown(name, value)).isEqualTo(shown);
    }

    @Test
    void keepsSecretsOutOfLoggedVariables() {
        assertThat(new EnvironmentVariable("API_TOKEN", "abc")).hasToString("API_TOKEN=***");
        assertThat(new EnvironmentVariable("MODE", "dev")).hasToString("MODE=dev");
    }

    @Test
    void showsWhereASecretIsKept() {
        assertThat(Secrets.shown("HF_TOKEN", "{secret:hf/token}")).isEqualTo("{secret:hf/token}");
        assertThat(SecretReference.of("{secret:hf/token}"))
                .contains(new SecretReference("hf/token"))
                .hasValueSatisfying(secret -> assertThat(secret.key()).isEqualTo("token"));
        assertThat(SecretReference.of("x{secret:hf}")).isEmpty();
    }
}
