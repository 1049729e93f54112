package dev.probity.tests.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Map;

/// The pure modules of the dashboard, each asked alone, where they run.
@Tag("whole")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModulesE2E {
    private Stage stage;
    private Browser browser;

    @BeforeAll
    void open() throws IOException {
        browser = Browser.open();
        stage = Stage.open(Map.of());
        browser.go(stage.origin() + "/assets/icon.svg");
    }

    @AfterAll
    void close() {
        if (stage != null) {
            browser.close();
            stage.close();
        }
    }

    /// @param expression of the module `it`
    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    format | it.seconds(0.5)                                   | "0.5 s"
                    format | it.seconds(90)                                    | "1 min 30 s"
                    format | it.seconds(7200)                                  | "2 h"
                    format | it.bytes(1536)                                    | "1.5 KiB"
                    format | it.cpu(0.123)                                     | "12 %"
                    format | it.age(0, 3700000)                                | "1h"
                    logline | it.levelOf('2026 ERROR it broke')                | "error"
                    logline | it.levelOf('{"level":"warn","m":"x"}')           | "warning"
                    logline | it.levelOf('no errors were found')               | "info"
                    logline | it.levelOf('terror and warnings')                | "info"
                    logline | it.isProbeHit('"GET /livez HTTP/1.1" 200', new Set(['/livez']))     | true
                    logline | it.isProbeHit('"GET /livez?x=1 HTTP/1.1"', new Set(['/livez']))     | true
                    logline | it.isProbeHit('"GET /livezz HTTP/1.1"', new Set(['/livez']))        | false
                    logline | it.isProbeHit('"POST /livez HTTP/1.1"', new Set(['/livez']))        | false
                    logline | it.isProbeHit('GET / - kube-probe/1.36', new Set())                 | true
                    layers | it.layers([{name: 'a'}, {name: 'b', dependsOn: [{service: 'a'}]}])    | [["a"],["b"]]
                    layers | it.layers([{name: 'a', dependsOn: [{service: 'a'}]}])                | [["a"]]
                    list   | it.visible([10, 10, 10], 10, 20).rows.map(row => row.index)          | [1]
                    list   | it.visible([10, 10, 10], 0, 5).total                                 | 30
                    health | it.summary([])                                    | "Nothing runs"
                    health | it.worst(['good', 'warn', 'calm'])                | "warn"
                    health | it.worst(['warn', 'bad'])                         | "bad"
                    draft  | it.bodyOf({kind: 'tcpSocket', fields: {port: '80', host: ''}, numbers: {}})       | {"tcpSocket":{"port":80}}
                    draft  | it.bodyOf({kind: 'tcpSocket', fields: {port: 'web', host: 'h'}, numbers: {}})     | {"tcpSocket":{"port":"web","host":"h"}}
                    draft  | it.bodyOf({kind: 'exec', fields: {command: 'sh\\n-c'}, numbers: {periodSeconds: '5', timeoutSeconds: ' '}}) | {"exec":{"command":["sh","-c"]},"periodSeconds":5}
                    draft  | it.bodyOf({kind: 'grpc', fields: {port: '1', service: ''}, numbers: {periodSeconds: 'ten'}})               | {"grpc":{"port":1},"periodSeconds":"ten"}
                    draft  | it.meaning('startup', it.newDraft('startup', 80))                                 | "It has up to 30 s to start; then it is killed."
                    """)
    void says(String module, String expression, String expected) {
        assertThat(json(module, expression)).isEqualTo(expected);
    }

    /// An event that arrives a second time, or before an answer that is older, changes nothing.
    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [event]                  | healthy 1
                    [event, event]           | healthy 1
                    [event, snapshot, event] | healthy 1
                    [snapshot]               | ready 0
                    """)
    void takesEventsAnyNumberOfTimes(String actions, String expected) {
        String text =
                """
                (() => {
                  const replica = {id: 'a-1', service: 'a', state: 'ready', since: '2026-01-01T00:00:00Z', containers: []};
                  const snapshot = {type: 'snapshot', at: 0, answer: {services: [{name: 'a', replicas: [replica]}]}};
                  const moved = {number: 7, kind: 'moved', replica: 'a-1', from: 'ready', to: 'healthy', time: '2026-01-01T00:00:01Z'};
                  const event = {type: 'events', events: [moved]};
                  const end = [snapshot, ...ACTIONS].reduce(it.reduce, it.EMPTY);
                  return end.replicas.get('a-1').state + ' ' + end.events.length;
                })()
                """
                        .replace("ACTIONS", actions);
        assertThat(json("reduce", text)).isEqualTo('"' + expected + '"');
    }

    private String json(String module, String expression) {
        return String.valueOf(
                browser.script(
                        "return import('/assets/%s.js').then(it => JSON.stringify(%s))"
                                .formatted(module, expression)));
    }
}
