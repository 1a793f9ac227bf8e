package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Whitelists.Found;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** What waits for a second person on the servers in scope. */
final class RequestsPane extends SidePane {
    private final RequestsModel model;
    private final ListModel list;
    private final Consumer<Found> approve;
    private final Consumer<Found> refuse;

    /**
     * @param approve opens the card of a request
     * @param refuse says no to it
     */
    RequestsPane(RequestsModel model, ListModel list, Words words, Listening listening, Consumer<Found> approve,
            Consumer<Found> refuse, Runnable close) {
        super(Beside.REQUESTS, model, words, close);
        this.model = model;
        this.list = list;
        this.approve = approve;
        this.refuse = refuse;
        above(wrapped(words.get("whitelists.requests.text"), "muted"));
        listen(listening);
    }

    @Override
    void fill(List<Node> nodes) {
        model.unread().forEach(unread -> nodes.add(wrapped(words.get(unread), "wl-notice", "warning")));
        if (model.waiting().isEmpty() && !model.busyProperty().get() && model.said() == null) {
            nodes.add(wrapped(words.get("whitelists.requests.none"), "muted"));
        }
        model.waiting().forEach(found -> nodes.add(row(found)));
    }

    private Node row(Found found) {
        Entry entry = found.entry();
        HBox first = Widgets.styled(new HBox(Widgets.label(entry.cidr().toString(), "mono", "medium"),
                Widgets.grow(), Widgets.badge(found.server() + " · " + words.get(entry.scope().title()), "neutral")),
                "wl-form-row");
        List<Label> below = new ArrayList<>();
        below.add(wrapped(words.get("whitelists.requests.by", entry.author(), entry.requester(), entry.reason()),
                "wl-fact"));
        below.add(wrapped(words.get("whitelists.requests.since", words.formats().dateTime(entry.created())), "muted"));
        Decision may = list.whitelists().mayApprove(found.server(), entry);
        if (may instanceof Decision.Denied(Message reason)) {
            below.add(wrapped(words.get(reason), "muted"));
            return row(first, below);
        }
        Button yes = button("whitelists.approve", "request-approve", () -> approve.accept(found));
        yes.getStyleClass().add("accent");
        Button no = button("whitelists.refuse", "request-refuse", () -> refuse.accept(found));
        return row(first, below, yes, no);
    }
}
