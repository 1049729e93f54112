package dev.probity.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/// Shapes that two readers could understand differently are refused, and reach no endpoint.
class SmugglingIT {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock =
                    """
                    two lengths                  | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3\\r\\nContent-Length: 4\\r\\n\\r\\nabcd
                    the same length twice        | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3\\r\\nContent-Length: 3\\r\\n\\r\\nabc
                    a list of lengths            | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3, 3\\r\\n\\r\\nabc
                    a length with a sign         | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +3\\r\\n\\r\\nabc
                    a negative length            | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -3\\r\\n\\r\\nabc
                    a hexadecimal length         | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0x3\\r\\n\\r\\nabc
                    an empty length              | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length:\\r\\n\\r\\n
                    a length beyond numbers      | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n
                    length, then chunked         | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
                    chunked, then length         | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\nContent-Length: 3\\r\\n\\r\\n0\\r\\n\\r\\n
                    chunked twice                | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
                    an unknown coding            | 501 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n0\\r\\n\\r\\n
                    identity and chunked         | 501 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: identity, chunked\\r\\n\\r\\n0\\r\\n\\r\\n
                    chunked in HTTP/1.0          | 400 | POST / HTTP/1.0\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
                    a space before the colon     | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length : 3\\r\\n\\r\\nabc
                    a tab before the colon       | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding\\t: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
                    a folded line                | 400 | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: b\\r\\n  c\\r\\n\\r\\n
                    a folded first line          | 400 | GET / HTTP/1.1\\r\\n Host: a\\r\\n\\r\\n
                    a bare LF                    | 400 | GET / HTTP/1.1\\r\\nHost: a\\nX: b\\r\\n\\r\\n
                    a bare LF at the very first  | 400 | GET / HTTP/1.1\\nHost: a\\n\\n
                    a bare CR                    | 400 | GET / HTTP/1.1\\r\\nHost: a\\rX: b\\r\\n\\r\\n
                    NUL in a value               | 400 | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: b\\0c\\r\\n\\r\\n
                    NUL in a name                | 400 | GET / HTTP/1.1\\r\\nHost: a\\r\\nX\\0: b\\r\\n\\r\\n
                    a control character          | 400 | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: b\\1c\\r\\n\\r\\n
                    a line without a colon       | 400 | GET / HTTP/1.1\\r\\nHost: a\\r\\nX\\r\\n\\r\\n
                    a field without a name       | 400 | GET / HTTP/1.1\\r\\nHost: a\\r\\n: b\\r\\n\\r\\n
                    no host                      | 400 | GET / HTTP/1.1\\r\\n\\r\\n
                    two hosts                    | 400 | GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n
                    a host with a path           | 400 | GET / HTTP/1.1\\r\\nHost: a/b\\r\\n\\r\\n
                    two spaces                   | 400 | GET  / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
                    a space in the target        | 400 | GET /a b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
                    no version                   | 400 | GET /\\r\\nHost: a\\r\\n\\r\\n
                    HTTP/2 in plain              | 505 | PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n
                    HTTP/1.2                     | 505 | GET / HTTP/1.2\\r\\nHost: a\\r\\n\\r\\n
                    HTTP/0.9                     | 505 | GET / HTTP/0.9\\r\\nHost: a\\r\\n\\r\\n
                    a lower-case version         | 400 | GET / http/1.1\\r\\nHost: a\\r\\n\\r\\n
                    a method that is none        | 400 | G(T / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
                    CONNECT                      | 405 | CONNECT a:80 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
                    TLS                          | 400 | \\26\\3\\1\\2\\0\\1\\0\\1\\374\\3\\3
                    no chunk size                | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n\\r\\n
                    a chunk size that is none    | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n
                    a chunk size with 0x         | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0x3\\r\\nabc\\r\\n0\\r\\n\\r\\n
                    a chunk size with a space    | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3 \\r\\nabc\\r\\n0\\r\\n\\r\\n
                    a huge chunk size            | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nfffffffffffffffff\\r\\n
                    a chunk longer than its size | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabcd\\r\\n0\\r\\n\\r\\n
                    a chunk that ends with LF    | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\nabc\\r\\n0\\r\\n\\r\\n
                    LF in a chunk extension      | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3;x\\nabc\\r\\n0\\r\\n\\r\\n
                    a trailer that is none       | 400 | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\nGET / HTTP/1.1\\r\\n\\r\\n
                    """)
    void refuses(String what, int status, String request) throws IOException {
        try (var endpoint = FakeEndpoint.answering("through");
                var gateway = TestGateway.http(endpoint);
                Wire client = gateway.connect()) {
            String answer = client.send(request.translateEscapes()).readAll();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close");
            assertThat(answer).doesNotContain("through");
            assertThat(endpoint.heads()).isEmpty();
        }
    }

    /// h2c would take the connection out of the gateway's sight.
    @Test
    void doesNotPassOnAnUpgradeToHttp2() throws IOException {
        try (var endpoint = FakeEndpoint.answering("");
                var gateway = TestGateway.http(endpoint)) {
            gateway.ask(
                    "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade, http2-settings\r\n"
                            + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
            assertThat(endpoint.heads().getFirst().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("upgrade")
                    .doesNotContain("http2-settings");
        }
    }

    @Test
    void doesNotLetConnectionTakeAwayWhatOthersRelyOn() throws IOException {
        try (var endpoint = FakeEndpoint.answering("");
                var gateway = TestGateway.http(endpoint)) {
            gateway.ask(
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
                            + "Connection: host, content-length, x-forwarded-for, x-mine\r\n"
                            + "X-Mine: gone\r\nX-Other: stays\r\n\r\nab");
            assertThat(endpoint.heads().getFirst())
                    .contains("Host: a\r\n", "Content-Length: 2\r\n", "X-Forwarded-For: 127.0.0.1")
                    .contains("X-Other: stays")
                    .doesNotContain("X-Mine");
        }
    }

    @Test
    void believesAnAbsoluteTargetAndNotHost() throws IOException {
        try (var endpoint = FakeEndpoint.answering("");
                var gateway = TestGateway.http(endpoint)) {
            gateway.ask("GET http://real.test/x?y HTTP/1.1\r\nHost: other.test\r\n\r\n");
            assertThat(endpoint.heads().getFirst())
                    .startsWith("GET /x?y HTTP/1.1\r\nHost: real.test\r\n")
                    .doesNotContain("other.test");
        }
    }
}
