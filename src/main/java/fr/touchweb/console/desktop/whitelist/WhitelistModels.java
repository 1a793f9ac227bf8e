package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Drift;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/** The models of the page, and which of them stands beside the list. JavaFX thread only. */
public final class WhitelistModels {
    private final ListModel list;
    private final AddModel add;
    private final BannedModel banned;
    private final RequestsModel requests;
    private final WhereModel where;
    private final HistoryModel history;
    private final AdoptModel adopt;
    private final RestrictionsModel restrictions;
    private final TakeModel take;
    private final RemoveModel remove;
    private final Proposals proposals;
    private final ObjectProperty<Beside> beside = new SimpleObjectProperty<>(this, "beside", Beside.NOTHING);

    /**
     * @param lists where the person may edit lists, null until the fleet was read; changed on the JavaFX thread
     * @param memory of the page
     */
    public WhitelistModels(ObservableValue<@Nullable Lists> lists, TaskRunner tasks, WhitelistState.Memory memory,
            Consumer<Throwable> errors) {
        list = new ListModel(lists, tasks, errors);
        add = new AddModel(list, tasks, errors);
        banned = new BannedModel(list, tasks, errors);
        requests = new RequestsModel(list, tasks, errors);
        where = new WhereModel(list, tasks, errors);
        history = new HistoryModel(list, tasks, errors);
        take = new TakeModel(list, tasks, errors);
        remove = new RemoveModel(list, tasks, errors);
        proposals = new Proposals(list, memory);
        restrictions = new RestrictionsModel(list, tasks, errors);
        adopt = new AdoptModel(list, tasks, errors, () -> beside.set(Beside.NOTHING));
        // The form of an addition stands in front of whatever led to it.
        add.openProperty().addListener((p, before, open) -> {
            if (open) {
                beside.set(Beside.ADD);
            } else if (beside.get() == Beside.ADD) {
                beside.set(Beside.NOTHING);
            }
        });
        list.results().addListener((ListChangeListener<Applied>) change -> changed());
        beside.addListener((p, before, now) -> {
            if (before == Beside.ADD && add.openProperty().get()) {
                add.close();
            }
        });
    }

    /** A change may have ended a request or a ban. */
    private void changed() {
        if (!list.results().isEmpty()) {
            requestsOf(list.results().stream().map(Applied::server).toList());
            if (banned.report() != null && !banned.busyProperty().get()) {
                banned.read();
            }
        }
    }

    public ListModel list() {
        return list;
    }

    Proposals proposals() {
        return proposals;
    }

    public AddModel add() {
        return add;
    }

    public BannedModel banned() {
        return banned;
    }

    public RequestsModel requests() {
        return requests;
    }

    public WhereModel where() {
        return where;
    }

    public HistoryModel history() {
        return history;
    }

    public AdoptModel adopt() {
        return adopt;
    }

    public TakeModel take() {
        return take;
    }

    public RemoveModel remove() {
        return remove;
    }

    public RestrictionsModel restrictions() {
        return restrictions;
    }

    /** Brings the list of a door of the same server into sight, with the form of an addition. */
    void edit(Scope door) {
        list.doorProperty().set(door);
        add.begin();
    }

    public ObjectProperty<Beside> besideProperty() {
        return beside;
    }

    /** Opens a pane, or closes it when it is open; a pane that opens reads what it shows. */
    void toggle(Beside pane) {
        if (beside.get() == pane) {
            beside.set(Beside.NOTHING);
            return;
        }
        beside.set(pane);
        switch (pane) {
            case BANNED -> banned.read();
            case REQUESTS -> requests.read();
            case HISTORY -> history.read();
            case RESTRICTIONS -> restrictions.read();
            case NOTHING, ADD, WHERE, ADOPT -> {
                // nothing to read
            }
        }
    }

    /** Opens the form for an address on a server, as another page asks for it; nothing is let in by that. */
    void exempt(String server, String address, Duration life) {
        list.find(server).ifPresent(place -> {
            list.look(place);
            if (place.doors().contains(Scope.IDS)) {
                list.doorProperty().set(Scope.IDS);
            }
            if (AddressText.parse(address) instanceof Parsed.Read(Cidr cidr)) {
                add.offer(cidr, life);
            }
        });
    }

    /** Reads what waits on some servers, as far as they have lists that this person may edit. */
    void requestsOf(List<String> servers) {
        requests.read(servers.stream().filter(server -> list.find(server).isPresent()).toList());
    }

    /** Opens the card of somebody else's request, on whichever server it waits. */
    void approve(Whitelists.Found found) {
        show(found);
        add.approve(found.entry());
    }

    /** Says no to somebody else's request. */
    void refuse(Whitelists.Found found) {
        show(found);
        list.refuse(found.entry());
    }

    /** Brings the list of an entry into sight, on whichever server. */
    void show(Whitelists.Found found) {
        list.find(found.server()).ifPresent(place -> {
            list.look(place);
            list.doorProperty().set(found.entry().scope());
        });
    }

    /** Opens the form that makes an entry of a line written by hand. */
    void adopt(Drift line) {
        adopt.begin(line);
        beside.set(Beside.ADOPT);
    }

    /** Reads everything that is in sight anew. */
    void read() {
        list.read();
        banned.read();
        requests.read();
        if (beside.get() == Beside.HISTORY) {
            history.read();
        }
    }
}
