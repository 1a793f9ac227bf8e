package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.AccessRegister;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.account.Delegation;
import fr.touchweb.console.core.account.FactorState;
import fr.touchweb.console.core.account.Rotations;
import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Account.Grant;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetChange;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What those who may edit the fleet do with its accounts: hand out a delegate's document, print the register. */
final class FleetAccounts {
    private final Terminal terminal;
    private final FleetDesk desk;

    FleetAccounts(Terminal terminal, FleetDesk desk) {
        this.terminal = terminal;
        this.desk = desk;
    }

    /** Writes the document of one account to the terminal's output. */
    int delegate(CommonOptions options, String login) throws Exception {
        Policy policy = desk.policy(options, null);
        Fleet fleet = whole(options, policy);
        FleetDocument document = Delegation.of(fleet, login, ZoneId.systemDefault(), desk.clock().instant())
                .orElseThrow(() -> new UsageException(Message.of("cli.fleet.noAccount", login)));
        String written = new String(new FleetReader(policy.fleet().documentBytes()).write(document),
                StandardCharsets.UTF_8);
        for (String line : written.lines().toList()) {
            terminal.line(line);
        }
        terminal.say(Message.of("cli.fleet.delegated", login, document.servers().size(), document.sites().size()));
        return document.servers().isEmpty() ? ExitCode.FINDING : ExitCode.OK;
    }

    /** Prints which accounts have a second factor, and how many of all. */
    int factors(CommonOptions options) throws Exception {
        List<FactorState.Line> lines = FactorState.of(whole(options, desk.policy(options, null)));
        List<List<String>> rows = new ArrayList<>();
        for (FactorState.Line line : lines) {
            Account account = line.account();
            if (options.json()) {
                new JsonLines(terminal).write(g -> {
                    g.writeStringField("login", account.login());
                    g.writeStringField("name", account.name());
                    g.writeStringField("mfa", account.mfa() == null ? null : account.mfa().id());
                    g.writeStringField("state", line.state().id());
                });
            }
            rows.add(List.of(account.login(), shown(account.name()),
                    terminal.texts().get("cli.fleet.factor." + line.state().id())));
        }
        for (String line : options.json() ? List.<String>of() : FleetText.aligned(rows)) {
            terminal.line(line);
        }
        FactorState.Coverage coverage = FactorState.coverage(lines);
        terminal.say(Message.of("cli.fleet.factors", coverage.mfa(), coverage.all(), coverage.percent(),
                coverage.unknown()));
        return coverage.mfa() == coverage.all() ? ExitCode.OK : ExitCode.FINDING;
    }

    /** Prints who changed which entries of a shared fleet when. */
    int history(CommonOptions options) throws Exception {
        Policy policy = desk.policy(options, null);
        whole(options, policy);
        for (FleetChange change : desk.store(desk.address(options), policy).history()) {
            if (options.json()) {
                new JsonLines(terminal).write(g -> {
                    g.writeStringField("time", change.time());
                    g.writeStringField("person", change.person());
                    g.writeStringField("machine", change.machine());
                    g.writeFieldName("entries");
                    g.writeRawValue(change.entries());
                });
            } else {
                terminal.line(String.join("  ", change.time(), change.person(), change.machine(), change.entries()));
            }
        }
        return ExitCode.OK;
    }

    int register(CommonOptions options) throws Exception {
        Fleet fleet = whole(options, desk.policy(options, null));
        List<AccessRegister.Line> lines = AccessRegister.of(fleet);
        LocalDate today = desk.clock().instant().atZone(ZoneId.systemDefault()).toLocalDate();
        for (Rotations.Due due : Rotations.due(fleet, today)) {
            terminal.say(Message.of("cli.fleet.rotationDue", due.account().login(),
                    String.join(", ", due.grant().servers()), due.ended()));
        }
        if (options.json()) {
            for (AccessRegister.Line line : lines) {
                write(line);
            }
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("login", "name", "server", "sites", "right", "purpose", "since", "until", "grantedBy").stream()
                .map(column -> terminal.texts().get("cli.fleet.register." + column)).toList());
        for (AccessRegister.Line line : lines) {
            Grant grant = line.grant();
            rows.add(List.of(line.account().login(), shown(line.account().name()), line.server(),
                    line.sites().isEmpty() ? "*" : String.join(",", line.sites()), line.right().id(),
                    shown(grant.purpose()), shown(grant.since()),
                    grant.until() == null ? terminal.texts().get("cli.fleet.register.noEnd") : shown(grant.until()),
                    shown(grant.grantedBy())));
        }
        for (String line : FleetText.aligned(rows)) {
            terminal.line(line);
        }
        return ExitCode.OK;
    }

    private void write(AccessRegister.Line line) throws IOException {
        Grant grant = line.grant();
        new JsonLines(terminal).write(g -> {
            g.writeStringField("login", line.account().login());
            g.writeStringField("name", line.account().name());
            g.writeStringField("server", line.server());
            g.writeArrayFieldStart("sites");
            for (String site : line.sites()) {
                g.writeString(site);
            }
            g.writeEndArray();
            g.writeStringField("right", line.right().id());
            g.writeStringField("purpose", grant.purpose());
            g.writeStringField("since", grant.since() == null ? null : grant.since().toString());
            g.writeStringField("until", grant.until() == null ? null : grant.until().toString());
            g.writeStringField("grantedBy", grant.grantedBy());
            if (grant.rotated() != null) {
                g.writeStringField("rotated", grant.rotated().toString());
            }
        });
    }

    /** What the documents do not say is unknown, not empty. */
    private static String shown(@Nullable Object value) {
        return Objects.toString(value, "?");
    }

    private Fleet whole(CommonOptions options, Policy policy) throws Exception {
        Fleet fleet = desk.store(desk.address(options), policy).load();
        if (desk.mayEdit(fleet) instanceof Decision.Denied(Message reason)) {
            throw UsageException.refused(reason);
        }
        return fleet;
    }
}
