package fr.touchweb.console.cli;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tw-console doctor}: what this machine gives to the console, and what to do about what it does not. */
@Command(name = "doctor", description = "cli.about.doctor")
public final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Screen screen;
    private final Services services;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    /** What the command line does not know: whether a window could be opened here, and how it would be drawn. */
    @FunctionalInterface
    public interface Screen {
        /** May start the toolkit, which this process then has for nothing else. */
        List<Finding> findings() throws InterruptedException;
    }

    public DoctorCommand(Terminal terminal, Screen screen, Services services) {
        this.terminal = terminal;
        this.screen = screen;
        this.services = services;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (Assembly core = services.open(options)) {
            ConsoleOptions asked = core.options();
            findings.add(MachineCheckup.versions());
            findings.addAll(screen.findings());
            MachineCheckup machine = new MachineCheckup(asked.ssh(), asked.environment());
            findings.add(machine.program());
            findings.add(machine.agent());
            findings.add(machine.knownHosts());
            findings.add(machine.keyring(core.policy().vault()));
            findings.add(MachineCheckup.vault(core.vault()));
            findings.addAll(new FleetCheckup(core).findings());
        }
        for (Finding finding : findings) {
            print(finding);
        }
        return findings.stream().allMatch(finding -> finding.state() == Finding.State.GOOD)
                ? ExitCode.OK
                : ExitCode.FINDING;
    }

    private void print(Finding finding) throws IOException {
        String state = finding.state().name().toLowerCase(Locale.ROOT);
        String text = terminal.texts().get(finding.text());
        String advice = finding.advice() == null ? "" : terminal.texts().get(finding.advice());
        if (options.json()) {
            new JsonLines(terminal).write(g -> {
                g.writeStringField("check", finding.check());
                g.writeStringField("state", state);
                g.writeStringField("text", text);
                if (!advice.isEmpty()) {
                    g.writeStringField("advice", advice);
                }
            });
            return;
        }
        String mark = terminal.texts().get("cli.doctor.state." + state);
        terminal.line(String.format(terminal.texts().locale(), "%-14s %s", mark, text));
        if (!advice.isEmpty()) {
            terminal.line(" ".repeat(15) + "→ " + advice);
        }
    }
}
