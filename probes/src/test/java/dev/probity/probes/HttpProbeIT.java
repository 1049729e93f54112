package dev.probity.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Outcome;
import dev.probity.probes.wire.Transport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpProbeIT {

    @ParameterizedTest
    @EnumSource(Transport.class)
    void takesTheBodyForTheOutput(Transport transport) throws Exception {
        try (ScriptedPeer peer =
                        ScriptedPeer.saying("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine");
                Asking asking = Asking.over(transport)) {
            assertThat(asking.ask(Asking.get(peer.port(), "/")).outcome())
                    .isEqualTo(new Outcome.Success("fine"));
        }
    }
}
