package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.policy.PrivacyPolicy;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.ban.BanModel;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.Joined;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.PaletteEntry;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;

/** The page with what stands behind it, for as long as the person has the right. */
public final class DiagnoseRoom {
    /** Called by other pages with an address. */
    private static final String DIAGNOSE = "diagnose-address";
    /** Called by other pages with the address of a site from which somebody may be banned. */
    private static final String DIAGNOSE_BAN = "diagnose-ban";
    /** Called by other pages with server, path of the log and the line. */
    private static final String DIAGNOSE_LINE = "diagnose-log-line";

    private final DiagnoseModel model;

    /**
     * @param places where the person may diagnose; changed on the JavaFX thread
     * @param state the console's state folder
     * @param zone of log lines that carry none
     */
    public DiagnoseRoom(ObservableValue<Places> places, Path state, PrivacyPolicy policy, ZoneId zone,
            TaskRunner tasks, Settings settings, Errors errors) {
        PastRuns past = new PastRuns(state.resolve("diagnoses.json"), policy.diagnosedAddresses(),
                policy.diagnosesOfAddress());
        model = new DiagnoseModel(places, past, PageState.Memory.of(settings), zone, tasks, new FxDelivery(), errors);
    }

    /** Gives the page its tab about bans; before {@link #page}. */
    public void bans(BanModel bans) {
        model.bans(bans);
    }

    /** Gives the page the logins that were given before. */
    public void logins(Logins known) {
        model.address().logins(known);
    }

    /** The page at its place in the side bar. */
    public PageFactory page() {
        return DiagnosePage.factory(model);
    }

    /** Joins the page and the shell: addresses in the palette, and the ways in from elsewhere. */
    public Joined join(Desk desk) {
        Joined joined = new Joined(desk);
        joined.command(new ConsoleCommand(DIAGNOSE, Message.of("diagnosis.command.run"), null,
                new ReadOnlyBooleanWrapper(true), false,
                arguments -> open(desk, DiagnoseTab.REDIRECT, arguments.getFirst())).needing(Right.DIAGNOSE));
        joined.command(new ConsoleCommand(DIAGNOSE_BAN, Message.of("diagnosis.command.run"), null,
                new ReadOnlyBooleanWrapper(true), false,
                arguments -> open(desk, DiagnoseTab.BAN, arguments.getFirst())).needing(Right.DIAGNOSE));
        joined.command(new ConsoleCommand(DIAGNOSE_LINE, Message.of("diagnosis.command.run"), null,
                new ReadOnlyBooleanWrapper(true), false, arguments -> {
                    model.takeLine(arguments.get(0), arguments.get(1), arguments.get(2));
                    desk.open().accept("diagnose");
                }).needing(Right.DIAGNOSE));
        joined.palette(Right.DIAGNOSE, query -> entries(desk, query));
        return joined;
    }

    private void open(Desk desk, DiagnoseTab tab, String address) {
        model.tabProperty().set(tab);
        model.take(address);
        desk.open().accept("diagnose");
    }

    /** The sites of the fleet, and whatever looks like an address. */
    private List<PaletteEntry> entries(Desk desk, String query) {
        Stream<String> sites = model.places().sites().stream().map(site -> site.address().toString());
        Stream<String> typed = query.contains("://") && query.indexOf('@') < 0 ? Stream.of(query) : Stream.empty();
        return Stream.concat(typed, sites).map(address -> new PaletteEntry(Message.of("diagnosis.palette.kind"),
                address, "", () -> open(desk, DiagnoseTab.REDIRECT, address))).toList();
    }
}
