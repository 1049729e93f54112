package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Printer;
import dev.probity.cli.terminal.Table;
import dev.probity.cli.terminal.Terminal;
import dev.probity.cli.terminal.VersionText;
import dev.probity.launch.container.EngineReport;
import dev.probity.launch.process.Ability;
import dev.probity.runtime.StateDirectory;

import io.netty.channel.epoll.Epoll;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "doctor",
        description = "Says what this machine offers, and what Probity cannot do for lack of it.")
final class DoctorVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private OutputOption output = new OutputOption();

    DoctorVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Ability ability = Ability.probe();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("version", VersionText.number());
        report.put("java", Runtime.version() + " in " + System.getProperty("java.home"));
        report.put("platform", VersionText.platform());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        report.put("reach", ability.reach().promise());
        report.put("controlGroup", found(ability.controlGroup()));
        report.put("setpriv", found(ability.setpriv()));
        report.put("setsid", found(ability.setsid()));
        report.put("otherUsers", ability.root() ? "yes" : "no: services run as you");
        report.put("transport", transport());
        EngineReport containers = EngineReport.of(terminal.environment());
        report.put("containers", containers.engine());
        if (!containers.lacking().isEmpty()) {
            report.put("containersLack", String.join("; ", containers.lacking()));
        }
        report.put("state", state());
        new Printer(terminal, output.format()).print(report, () -> table(report));
        return ExitCode.OK;
    }

    private static String found(Optional<Path> path) {
        return path.map(Path::toString).orElse("not found");
    }

    private static String transport() {
        return Epoll.isAvailable() ? "epoll" : "Java's own: " + Epoll.unavailabilityCause();
    }

    private String state() {
        Path base = StateDirectory.base(terminal.environment());
        Path existing = base;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return base + (Files.isWritable(existing) ? "" : ", which cannot be written to");
    }

    private static Table table(ObjectNode report) {
        Table table = new Table("WHAT", "FOUND");
        report.properties().forEach(entry -> table.add(entry.getKey(), entry.getValue().asText()));
        return table;
    }
}
