package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.assembly.ProbedSites;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.FollowPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a verb works with: where it writes, and core's parts once its options are known. */
public final class Services {
    private final Terminal terminal;
    private final ConsoleOptions options;
    private final TerminalHostKeys.@Nullable Lines person;

    public Services(Terminal terminal, ConsoleOptions options) {
        this(terminal, options, TerminalHostKeys.lines(System.console()).orElse(null));
    }

    /** @param person who sits at the terminal, null in a script or a pipe */
    public Services(Terminal terminal, ConsoleOptions options, TerminalHostKeys.@Nullable Lines person) {
        this.terminal = terminal;
        this.options = options;
        this.person = person;
    }

    /** The groups of verbs by name, each constructed with what it needs when it is asked for. */
    public Map<String, Supplier<Object>> groups() {
        Map<String, Supplier<Object>> groups = new LinkedHashMap<>();
        groups.put("fleet", () -> new FleetVerbs(terminal, fleetDesk()));
        groups.put("logs", () -> LogsCommand.of(terminal, new FleetLogAccess(this)));
        groups.put("binlog", () -> BinlogCommand.of(terminal, new FleetBinlogAccess(this)));
        groups.put("whitelist", () -> WhitelistCommand.of(this));
        groups.put("diagnose", () -> DiagnoseCommand.of(terminal, this));
        return groups;
    }

    private FleetDesk fleetDesk() {
        return new FleetDesk(options.folders(), options.clock(), options.ssh().home(), this::machines,
                whole -> new Access(whole, options.login(), ZoneId.systemDefault()),
                new ChangeJournal(options.folders().state(), options.clock(), options.login(), options.machine()),
                policy -> new ProbedSites(options.names(), options.anchors(), policy,
                        new CommandJournal(options.clock()), options.clock()));
    }

    private Machines machines(Policy policy) {
        Assembly core;
        try {
            core = new Assembly(options.withProfile(policy.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Machines() {
            @Override
            public RemoteHost open(SshTarget target) {
                return core.host(target);
            }

            @Override
            public List<Message> notes(SshTarget target) throws InterruptedException {
                return core.sshNotes(target);
            }

            @Override
            public void close() {
                core.close();
            }
        };
    }

    public Terminal terminal() {
        return terminal;
    }

    /** Settings folder of the person. */
    Path settings() {
        return options.folders().settings();
    }

    /** Folder of what only makes sense on this machine. */
    Path state() {
        return options.folders().state();
    }

    /** Folder of what can be made again. */
    Path cache() {
        return options.folders().cache();
    }

    /** Whether a fleet was named or stands in the settings folder. */
    boolean hasFleet(CommonOptions chosen) {
        return chosen.fleet() != null || Files.exists(settings().resolve("fleet.json"));
    }

    /** Who sits at the terminal; empty in a script or a pipe. */
    Optional<TerminalHostKeys.Lines> person() {
        return Optional.ofNullable(person);
    }

    /** The policy of a verb that works without the fleet. */
    Policy policy(CommonOptions chosen) throws IOException {
        return new Policies(options.folders().settings()).load(profile(chosen));
    }

    /** Its part about following and searching logs. */
    FollowPolicy followPolicy(CommonOptions chosen) throws IOException {
        return new Policies(options.folders().settings()).follow(profile(chosen));
    }

    private String profile(CommonOptions chosen) {
        return Objects.requireNonNullElse(chosen.profile(),
                Objects.requireNonNullElse(options.profile(), Assembly.DEFAULT_PROFILE));
    }

    /** Formats of logs: those of the console and of the person, told where one of theirs does not hold. */
    FormatCatalog formats(Policy policy) throws IOException {
        FormatCatalog formats = FormatCatalog.read(policy.formats(), options.folders().settings());
        formats.problems().forEach(problem -> terminal.say(problem.text()));
        return formats;
    }

    /** Puts core together for one verb, which closes it. */
    public Assembly open(CommonOptions chosen) throws IOException {
        return new Assembly(
                options.withFleet(chosen.fleet()).withProfile(chosen.profile()).withZone(chosen.zone()));
    }
}
