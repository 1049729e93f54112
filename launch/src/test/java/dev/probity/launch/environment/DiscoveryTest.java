package dev.probity.launch.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Binding.Protocol;
import dev.probity.spec.EnvironmentVariable;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class DiscoveryTest {

    @Test
    void tellsAnUnnamedHttpBindingInAllNames() {
        var backend =
                new Advertised(
                        Specs.service("back-end"),
                        Specs.binding("", Protocol.HTTP),
                        OptionalInt.of(8080));

        assertThat(Discovery.variables(List.of(backend)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("SERVICE__BACK-END__PROTOCOL", "http"),
                                Map.entry("SERVICE__BACK-END__HOST", "localhost"),
                                Map.entry("SERVICE__BACK-END__PORT", "8080"),
                                Map.entry("BACK-END_SERVICE_PROTOCOL", "http"),
                                Map.entry("BACK-END_SERVICE_HOST", "localhost"),
                                Map.entry("BACK-END_SERVICE_PORT", "8080"),
                                Map.entry("BACK-END_SERVICE_ENDPOINT", "http://localhost:8080"),
                                Map.entry("PROBITY_SERVICE_BACK_END_HOST", "127.0.0.1"),
                                Map.entry("PROBITY_SERVICE_BACK_END_PORT", "8080"),
                                Map.entry("PROBITY_SERVICE_BACK_END_PROTOCOL", "http"),
                                Map.entry(
                                        "PROBITY_SERVICE_BACK_END_URL", "http://127.0.0.1:8080")));
    }

    @Test
    void putsTheBindingsNameBehindTheServices() {
        var admin =
                new Advertised(
                        Specs.service("web"),
                        Specs.binding("admin", Protocol.TCP),
                        OptionalInt.of(9000));

        assertThat(Discovery.variables(List.of(admin)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "SERVICE__WEB__ADMIN__HOST", "localhost",
                                "SERVICE__WEB__ADMIN__PORT", "9000",
                                "WEB_ADMIN_SERVICE_HOST", "localhost",
                                "WEB_ADMIN_SERVICE_PORT", "9000",
                                "PROBITY_SERVICE_WEB_ADMIN_HOST", "127.0.0.1",
                                "PROBITY_SERVICE_WEB_ADMIN_PORT", "9000",
                                "PROBITY_SERVICE_WEB_ADMIN_PROTOCOL", "tcp",
                                "PROBITY_SERVICE_WEB_ADMIN_URL", "tcp://127.0.0.1:9000"));
    }

    @Test
    void tellsAContainerWhereThisMachineIs() {
        var web =
                new Advertised(
                                Specs.service("web"),
                                Specs.binding("", Protocol.HTTP),
                                OptionalInt.of(8080))
                        .from("10.89.0.1", 8081);
        var outside =
                new Advertised(
                                Specs.service("db"),
                                Specs.outside("db.example.com"),
                                OptionalInt.of(5432))
                        .from("10.89.0.1");

        assertThat(Discovery.variables(List.of(web, outside)))
                .containsEntry("SERVICE__WEB__HOST", "10.89.0.1")
                .containsEntry("PROBITY_SERVICE_WEB_URL", "http://10.89.0.1:8081")
                .containsEntry("PROBITY_SERVICE_DB_HOST", "db.example.com");
    }

    @Test
    void tellsAProtocolThatOnlyTheFileKnows() {
        var queue =
                new Advertised(
                        Specs.service("queue"), Specs.speaking("amqp"), OptionalInt.of(5672));

        assertThat(Discovery.variables(List.of(queue)))
                .containsEntry("SERVICE__QUEUE__PROTOCOL", "amqp")
                .containsEntry("QUEUE_SERVICE_ENDPOINT", "amqp://localhost:5672")
                .containsEntry("PROBITY_SERVICE_QUEUE_URL", "amqp://127.0.0.1:5672");
    }

    @Test
    void tellsAConnectionStringInPlaceOfHostAndPort() {
        var service = Specs.service("db", new EnvironmentVariable("PASSWORD", "pass$1"));
        var database =
                new Advertised(
                        service,
                        Specs.connectedBy(
                                "sql",
                                "Server=${host},${port};P=${env:PASSWORD};X=${env:NONE};"
                                        + "W=${service:web:port};A=${service:web:admin:host}"),
                        OptionalInt.of(5432));
        var web =
                new Advertised(
                        Specs.service("web"),
                        Specs.binding("", Protocol.HTTP),
                        OptionalInt.of(8080));

        Map<String, String> variables = Discovery.variables(List.of(database, web));

        assertThat(variables)
                .containsEntry(
                        "CONNECTIONSTRINGS__DB__SQL",
                        "Server=localhost,5432;P=pass$1;X=${env:NONE};"
                                + "W=8080;A=${service:web:admin:host}")
                .doesNotContainKeys("SERVICE__DB__SQL__HOST", "DB_SQL_SERVICE_PORT")
                .containsKey("PROBITY_SERVICE_DB_SQL_CONNECTION_STRING");
    }

    @Test
    void tellsTheHostOfAServiceOutside() {
        var outside =
                new Advertised(
                        Specs.service("mail"),
                        Specs.outside("mail.example.org"),
                        OptionalInt.empty());

        assertThat(Discovery.variables(List.of(outside)))
                .containsEntry("SERVICE__MAIL__HOST", "mail.example.org")
                .containsEntry("PROBITY_SERVICE_MAIL_HOST", "mail.example.org")
                .doesNotContainKeys("SERVICE__MAIL__PORT", "MAIL_SERVICE_ENDPOINT");
    }
}
