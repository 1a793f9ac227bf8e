package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What is typed for an addition. Each change of it ends what was known about the words before. */
abstract class AddForm extends PaneModel {
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
    private final StringProperty requester = new SimpleStringProperty(this, "requester", "");
    private final StringProperty days = new SimpleStringProperty(this, "days", "");
    private final BooleanProperty everywhere = new SimpleBooleanProperty(this, "everywhere");
    private final ObjectProperty<Entry.Kind> kind = new SimpleObjectProperty<>(this, "kind", Entry.Kind.PERSON);
    private final StringProperty site = new SimpleStringProperty(this, "site", "");
    private List<String> only = List.of();

    AddForm(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
        List.of(text, reason, requester, days, site, everywhere, kind)
                .forEach(property -> property.addListener((p, before, now) -> retyped()));
    }

    /** Something else stands in the form. */
    abstract void retyped();

    /** Takes the words of an earlier request for some servers. */
    final void fill(AddRequest before, List<String> servers) {
        fill(before.cidr(), before.reason(), before.requester(), before.kind());
        days.set(String.valueOf(before.life().toDays()));
        only = List.copyOf(servers);
    }

    final void fill(Cidr cidr, String why, String who, Entry.Kind what) {
        text.set(cidr.toString());
        reason.set(why);
        requester.set(who);
        kind.set(what);
    }

    final void clear() {
        text.set("");
        reason.set("");
        requester.set("");
        days.set("");
        site.set("");
        everywhere.set(false);
    }

    /** The next request is for the servers that the form says. */
    final void forAny() {
        only = List.of();
    }

    /** The servers that a confirmation would be for, computed now. */
    public final List<String> targets() {
        Lists.Place one = list.placeProperty().get();
        if (!only.isEmpty() || one == null) {
            return only;
        }
        return everywhere.get() ? list.targets().stream().map(Lists.Place::id).toList() : List.of(one.id());
    }

    /** Sites that the entry can be for; none where the door is the server's. */
    public final List<String> sites() {
        Lists.Place one = list.placeProperty().get();
        return one == null || everywhere.get()
                ? List.of()
                : list.whitelists().sites(one.id(), list.doorProperty().get());
    }

    /** The site that was chosen, null for the whole server. */
    final @Nullable String chosenSite() {
        return site.get().isEmpty() || !sites().contains(site.get()) ? null : site.get();
    }

    /** Id of a site, empty for the whole server. */
    public final StringProperty siteProperty() {
        return site;
    }

    /** The life that was typed, null for what the risk proposes or for what is no number. */
    final @Nullable Duration life() {
        try {
            return days.get().isBlank() ? null : Duration.ofDays(Integer.parseInt(days.get().strip()));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** Address, range, or anything that was typed. */
    public final StringProperty textProperty() {
        return text;
    }

    public final StringProperty reasonProperty() {
        return reason;
    }

    public final StringProperty requesterProperty() {
        return requester;
    }

    /** Whole days; blank for what the risk proposes. */
    public final StringProperty daysProperty() {
        return days;
    }

    /** Whether it is for every server in scope that has this list. */
    public final BooleanProperty everywhereProperty() {
        return everywhere;
    }

    public final ObjectProperty<Entry.Kind> kindProperty() {
        return kind;
    }
}
