package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.KeptLogs;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.SpoolFolders;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.notes.Permalink;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.logs.digest.DigestModel;
import fr.touchweb.console.desktop.logs.profile.ProfilesModel;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.Joined;
import fr.touchweb.console.desktop.shell.Notice;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.PaletteEntry;
import fr.touchweb.console.desktop.shell.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;

/** The page with what stands behind it, for as long as the person may read logs. */
public final class LogsRoom implements AutoCloseable {
    /** Called with a link to a line of a log, in either form of {@link Permalink}. */
    public static final String OPEN_LINK = "open-log-link";
    /** Called by other pages, with ids of servers. */
    private static final String OPEN = "open-logs";
    /** Called by other pages, with the id of a server and a moment as ISO-8601 instant. */
    private static final String AT = "open-logs-at";
    /** Called by other pages with the id of a server and what its lines hold. */
    private static final String OPEN_LINES = "open-log-lines";

    /** Called with the moment of an alert and the number of its line in the timeline, -1 for none. */
    private static final String ALERT = "open-log-alert";

    private final LogSession session;
    private final LogsModel model;
    private final DigestModel digest;
    private final ProfilesModel profiles;
    private final InstantSource clock;

    /**
     * @param hosts gives the machine of a server id, connecting at its first use
     * @param fleet servers and their logs, {@link ServerLogs#of} for those of a fleet; changed on the JavaFX thread
     * @param formats the formats that lines may have, those of the person too
     * @param cache the console's cache folder
     * @param state its folder for places in logs
     * @param zone zone of lines that carry none, where the machine does not tell its own
     * @throws IOException when the cache folder cannot be used
     */
    public LogsRoom(Function<String, RemoteHost> hosts, ObservableValue<List<ServerLogs>> fleet, Policy policy,
            FormatCatalog formats, Path cache, Path state, InstantSource clock, ZoneId zone, TaskRunner tasks,
            Settings settings,
            Errors errors)
            throws IOException {
        this.clock = clock;
        Bookmarks marks = new Bookmarks(state.resolve("places"), policy.follow().placeAge(),
                policy.follow().placeBytes(), policy.follow().lastLinesBytes(), clock);
        session = new LogSession(hosts, FollowTimes.of(policy.follow(), policy.ssh()), clock, zone,
                formats, SpoolFolders.claim(cache), policy.follow().spoolBytes(), marks,
                KeptLogs.in(cache, policy.follow().placeAge(), clock),
                Thread.ofVirtual().name("logs-", 0).factory(),
                errors);
        session.start();
        model = new LogsModel(session, fleet, tasks, LogFigures.of(policy), LogsState.Memory.of(settings),
                clock, errors);
        profiles = new ProfilesModel(hosts, policy.logPaths().profiles(), tasks, errors);
        digest = new DigestModel(session::view, session::reader, policy.digest(), tasks, errors);
    }

    /** The page at its place in the side bar. */
    public PageFactory page() {
        return LogsPage.factory(model, digest, profiles, clock);
    }

    /** Joins the page and the shell: its logs in the palette, and the way in from elsewhere. */
    public Joined join(Desk desk) {
        Joined joined = new Joined(desk);
        joined.command(new ConsoleCommand(OPEN, Message.of("logs.command.open"), null,
                new ReadOnlyBooleanWrapper(true), false, servers -> {
                    model.logs().followServers(Set.copyOf(servers));
                    desk.open().accept("logs");
                }).needing(Right.LOGS));
        joined.command(new ConsoleCommand(OPEN_LINES, Message.of("logs.command.open"), null,
                new ReadOnlyBooleanWrapper(true), false, arguments -> {
                    model.logs().followServers(Set.of(arguments.getFirst()));
                    model.filters().add(arguments.getLast());
                    desk.open().accept("logs");
                }).needing(Right.LOGS));
        joined.command(new ConsoleCommand(AT, Message.of("logs.command.at"), null,
                new ReadOnlyBooleanWrapper(true), false, arguments -> {
                    model.moments().at(arguments.get(0), Instant.parse(arguments.get(1)));
                    desk.open().accept("logs");
                }).needing(Right.LOGS));
        joined.command(new ConsoleCommand(OPEN_LINK, Message.of("logs.palette.line"), null,
                new ReadOnlyBooleanWrapper(true), false, arguments -> {
                    Permalink.parse(arguments.getFirst()).ifPresent(model.links()::openOnceKnown);
                    desk.open().accept("logs");
                }).needing(Right.LOGS));
        joined.command(new ConsoleCommand(ALERT, Message.of("logs.palette.line"), null,
                new ReadOnlyBooleanWrapper(true), false, arguments -> {
                    desk.open().accept("logs");
                    model.moments().alert(Instant.parse(arguments.get(0)), Long.parseLong(arguments.get(1)));
                }).needing(Right.LOGS));
        model.alerts().notice(alert -> {
            StoredLine line = session.store().get(alert.number(), 0);
            String machine = line == null ? null : session.source(line.source()).server();
            desk.notices().warningOf(machine,
                    Message.of("logs.alerts.notice", desk.words().get(LogAlerts.words(alert.rule()))),
                    new Notice.Way(ALERT, List.of(alert.at().toString(), String.valueOf(alert.number()))));
        });
        model.places().notice(text -> desk.notices().add(Severity.INFORMATION, null, text, null, ""));
        model.downloads().notice((server, text) -> desk.notices().add(Severity.INFORMATION, server, text, null, ""));
        joined.palette(Right.LOGS, query -> model.workspaces().list().stream()
                .map(one -> new PaletteEntry(Message.of("logs.palette.workspace"), one.name(),
                        one.client() == null ? "" : one.client(), () -> {
                            model.workspaces().open(one);
                            desk.open().accept("logs");
                        }))
                .toList());
        joined.palette(Right.LOGS, query -> model.links().link(query)
                .map(link -> new PaletteEntry(Message.of("logs.palette.line"), query, "", () -> {
                    model.links().open(link);
                    desk.open().accept("logs");
                })).stream().toList());
        joined.palette(Right.LOGS, query -> model.logs().sources().stream()
                .map(source -> new PaletteEntry(Message.of("logs.palette.log"), source.name(), source.pattern(), () -> {
                    model.logs().follow(source, true);
                    desk.open().accept("logs");
                })).toList());
        return joined;
    }

    /** Ends following. On any thread; waits a moment for places to be kept. */
    @Override
    public void close() {
        session.close();
    }
}
