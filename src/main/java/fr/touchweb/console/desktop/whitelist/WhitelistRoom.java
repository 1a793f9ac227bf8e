package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.Joined;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.widget.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The page with what stands behind it, for as long as the person has the right. */
public final class WhitelistRoom implements AutoCloseable {
    /** Called by other pages with server, address and whole days: opens the form, lets nobody in. */
    private static final String EXEMPT = "whitelist-exempt";

    private final WhitelistModels models;
    private final Set<String> asked = new HashSet<>();
    private @Nullable Ticker look;
    private Set<String> connected = Set.of();

    /**
     * @param lists where the person may edit lists, null until the fleet was read; changed on the JavaFX thread
     */
    public WhitelistRoom(ObservableValue<@Nullable Lists> lists, TaskRunner tasks, Settings settings, Errors errors) {
        models = new WhitelistModels(lists, tasks, WhitelistState.Memory.of(settings), errors);
        lists.addListener((p, before, now) -> lookAgain());
    }

    /** The page at its place in the side bar. */
    public PageFactory page() {
        return WhitelistPage.factory(models);
    }

    /** Joins the page and the shell: requests become notices, and the way in from elsewhere. */
    public Joined join(Desk desk) {
        Joined joined = new Joined(desk);
        models.requests().onFresh(found -> desk.notices().warning(found.server(),
                Message.of("whitelists.notice.request", found.entry().author(), found.entry().cidr().toString()),
                Message.of("whitelists.notice.requestAdvice")));
        joined.command(ConsoleCommand.withArguments(EXEMPT, arguments -> {
            models.exempt(arguments.get(0), arguments.get(1), Duration.ofDays(Long.parseLong(arguments.get(2))));
            desk.open().accept("whitelist");
        }).needing(Right.WHITELIST));
        return joined;
    }

    /**
     * Reads what waits for a second person on servers that have come to be connected, and from then on now and then.
     * JavaFX thread.
     *
     * @param servers ids
     */
    public void connected(Set<String> servers) {
        connected = Set.copyOf(servers);
        if (models.list().known()) {
            models.requestsOf(servers.stream().filter(asked::add).toList());
        }
    }

    private void lookAgain() {
        if (models.list().known() && look == null) {
            Ticker own = new Ticker(Duration.ofSeconds(models.list().whitelists().policy().requestsSeconds()),
                    () -> models.requests().look(connected));
            own.start();
            look = own;
        }
    }

    /** Ends the looks. JavaFX thread. */
    @Override
    public void close() {
        if (look != null) {
            look.stop();
        }
    }
}
