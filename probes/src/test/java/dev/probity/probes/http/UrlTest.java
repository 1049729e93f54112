package dev.probity.probes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTest {

    @ParameterizedTest(name = "{0} is asked for as {1}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            nullValues = "none",
            textBlock =
                    """
                    ''            | /              | http://h:80
                    /             | /              | http://h:80/
                    healthz       | /healthz       | http://h:80/healthz
                    /path?bar=1   | /path?bar=1    | http://h:80/path?bar=1
                    ?foo          | /?foo          | http://h:80?foo
                    /a%2Fb        | /a%2Fb         | http://h:80/a%2Fb
                    /a b          | /a%20b         | http://h:80/a%20b
                    /ü            | /%C3%BC        | http://h:80/%C3%BC
                    /x#part       | /x             | http://h:80/x#part
                    //x/y         | /y             | http://h:80/y
                    /bad%zz       | /bad%25zz      | http://h:80/bad%25zz
                    /bad%2?x=y    | /bad%252%3Fx=y | http://h:80/bad%252%3Fx=y
                    1:b           | /1:b           | http://h:80/1:b
                    """)
    void asksForAPathAsTheKubeletDoes(String path, String target, String text) {
        Url url = Url.of("http", "h:80", path);
        assertThat(url.requestTarget()).isEqualTo(target);
        assertThat(url).hasToString(text);
    }

    @ParameterizedTest(name = "{0} then {1} leads to {2}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock =
                    """
                    /a/b   | /c            | http://h:80/c
                    /a/b   | c             | http://h:80/a/c
                    /a/b   | ../c          | http://h:80/c
                    /a/b   | ./c           | http://h:80/a/c
                    /a/b/  | ..            | http://h:80/a/
                    /a/b   | ../../../c    | http://h:80/c
                    /a     | ?q=1          | http://h:80/a?q=1
                    /a?q=1 | #part         | http://h:80/a?q=1#part
                    /a     | //o:81/x      | http://o:81/x
                    /a     | HTTPS://o/x   | https://o/x
                    /a     | http://o      | http://o
                    /a     | http://u:p@o/ | http://o/
                    """)
    void followsALocation(String path, String location, String text) throws UrlException {
        assertThat(Url.of("http", "h:80", path).resolve(location)).hasToString(text);
    }

    @ParameterizedTest(name = "{0}: host {1}, port {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://h:81/     | h   | 81
                    http://h/        | h   | 80
                    https://h/       | h   | 443
                    http://[::1]:81/ | ::1 | 81
                    http://[::1]/    | ::1 | 80
                    http://h:99999/  | h   | -1
                    http://h:x/      | h   | -1
                    """)
    void knowsWhomItMeans(String location, String host, int port) throws UrlException {
        Url url = Url.of("http", "a:1", "/").resolve(location);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port().orElse(-1)).isEqualTo(port);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    :x     | missing protocol scheme
                    /a%zz  | invalid URL escape "%zz"
                    """)
    void refusesALocationThatIsNone(String location, String complaint) {
        assertThatExceptionOfType(UrlException.class)
                .isThrownBy(() -> Url.of("http", "h:80", "/").resolve(location))
                .withMessage(complaint);
    }
}
