package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.Joined;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.PaletteEntry;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;

/** The page with what stands behind it, for as long as the person has the right. */
public final class BinlogRoom implements AutoCloseable {
    /** Called by other pages, with the id of a server and a moment as ISO-8601 instant. */
    private static final String AT = "open-binlogs-at";
    private static final int PALETTE_TABLES = 400;

    private final BinlogModel model;
    private final InstantSource clock;

    /**
     * @param fleet servers of which the person may read the binlogs; changed on the JavaFX thread
     * @param zone zone in which times are typed
     */
    public BinlogRoom(BinlogSource source, ObservableValue<List<BinlogServer>> fleet, Limits limits,
            InstantSource clock, Supplier<ZoneId> zone, TaskRunner tasks, Settings settings, Errors errors) {
        this.clock = clock;
        model = new BinlogModel(source, fleet, tasks, clock, zone, limits, BinlogState.Memory.of(settings), errors);
    }

    /** The page at its place in the side bar. */
    public PageFactory page() {
        return BinlogPage.factory(model, clock);
    }

    /** Joins the page and the shell: its files and tables in the palette, and the way in from elsewhere. */
    public Joined join(Desk desk) {
        Joined joined = new Joined(desk);
        joined.command(new ConsoleCommand(AT, Message.of("binlogs.command.at"), null,
                new ReadOnlyBooleanWrapper(true), false, arguments -> at(desk, arguments))
                .needing(Right.BINLOG));
        joined.palette(Right.BINLOG, query -> entries(desk));
        return joined;
    }

    private void at(Desk desk, List<String> arguments) {
        try {
            String server = arguments.get(0);
            Instant moment = Instant.parse(arguments.get(1));
            BinlogServer known = model.files().find(server);
            if (known == null) {
                desk.notices().add(Severity.WARNING, server, Message.of("binlogs.at.denied"), null, "");
                return;
            }
            desk.scope().set(new ScopePath(known.client(), known.id(), null));
            desk.open().accept("binlog");
            model.at(server, moment);
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(AT + " takes a server and an instant: " + arguments, e);
        }
    }

    private List<PaletteEntry> entries(Desk desk) {
        List<PaletteEntry> entries = new ArrayList<>();
        BinlogListing listing = model.files().listingProperty().get();
        BinlogServer server = model.files().serverProperty().get();
        if (listing != null && server != null) {
            listing.files().forEach(file -> entries.add(
                    new PaletteEntry(Message.of("binlogs.palette.file"), file.name(), server.id(), () -> {
                        desk.open().accept("binlog");
                        model.choose(List.of(file), false);
                    })));
        }
        entries.addAll(model.reading().summary().tables().keySet().stream().limit(PALETTE_TABLES)
                .map(table -> new PaletteEntry(Message.of("binlogs.palette.table"), table.toString(),
                        server == null ? "" : server.id(), () -> {
                            desk.open().accept("binlog");
                            model.filters().add("table:" + table);
                        }))
                .collect(Collectors.toList()));
        return entries;
    }

    @Override
    public void close() {
        model.reading().stop();
    }
}
