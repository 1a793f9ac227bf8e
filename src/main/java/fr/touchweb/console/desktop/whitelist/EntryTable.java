package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.whitelist.Drift;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.Usage;
import fr.touchweb.console.core.whitelist.register.Attack;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Tables;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

/** The entries of one list; ended ones stand below in grey. */
final class EntryTable extends TableView<Entry> {
    private static final double ADDRESS = 152;
    private static final double NARROW = 820;
    private static final double NARROWEST = 560;
    private static final double LEAST = 472;
    private static final int REASON = 3;
    private static final int REQUESTER = 4;
    private static final int AUTHOR = 5;
    private static final int CREATED = 6;
    private static final int SEEN = 8;

    private final Words words;
    private final Duration soon;
    private ListView view;
    private boolean filled;
    private Map<String, Usage> usage = Map.of();

    /** @param soon entries that end within it are shown as such */
    EntryTable(Words words, Duration soon, ListView first) {
        this.words = words;
        this.soon = soon;
        view = first;
        setId("wl-entries");
        setAccessibleText(words.get("whitelists.page"));
        Comparator<Entry> none = Comparator.comparing(Entry::id);
        Tables.columns(this, List.of(
                Tables.column(words.get("whitelists.column.cidr"), 176, Comparator.comparing(Entry::cidr), this::cidr,
                        "mono"),
                Tables.text(words.get("whitelists.column.count"), 76,
                        entry -> entry.cidr().ipv6()
                                ? words.get("whitelists.count64", entry.cidr().weight())
                                : words.formats().number(entry.cidr().weight().longValueExact()),
                        Comparator.comparing(entry -> entry.cidr().weight()), "number"),
                Tables.column(words.get("whitelists.column.state"), 84,
                        Comparator.comparing(entry -> entry.state(view.read())), this::state),
                Tables.text(words.get("whitelists.column.reason"), 150, EntryTable::reason,
                        Comparator.comparing(EntryTable::reason)),
                Tables.text(words.get("whitelists.column.requester"), 120, Entry::requester,
                        Comparator.comparing(Entry::requester), "muted"),
                Tables.text(words.get("whitelists.column.author"), 84, Entry::author, none, "muted"),
                Tables.text(words.get("whitelists.column.created"), 96,
                        entry -> words.formats().date(entry.created()), Comparator.comparing(Entry::created), "muted"),
                Tables.column(words.get("whitelists.column.expires"), 96, Comparator.comparing(Entry::expires),
                        this::expires),
                Tables.text(words.get("whitelists.column.seen"), 56,
                        this::seen, Comparator.comparing(this::used), "number")));
        Tables.lastTakesTheRest(this);
        // An address that is cut short says another one.
        getColumns().getFirst().setMinWidth(ADDRESS);
        // Beside the card there is no room for who added what when.
        widthProperty().addListener((p, before, width) -> {
            getColumns().get(AUTHOR).setVisible(width.doubleValue() > NARROW);
            getColumns().get(CREATED).setVisible(width.doubleValue() > NARROW);
            getColumns().get(REQUESTER).setVisible(width.doubleValue() > NARROWEST);
            // Half a word of a reason says nothing; an end that is cut short says another one.
            getColumns().get(REASON).setVisible(width.doubleValue() > NARROWEST);
            getColumns().get(SEEN).setVisible(width.doubleValue() > LEAST);
        });
    }

    private static String reason(Entry entry) {
        return entry.site() == null ? entry.reason() : entry.site() + " · " + entry.reason();
    }

    private void cidr(TableCell<Entry, Entry> cell, Entry entry) {
        cell.setText(entry.cidr().toString());
        List<Drift> drift = view.drift().stream().filter(one -> entry.id().equals(one.entry())).toList();
        if (!drift.isEmpty()) {
            cell.setText("⚠ " + entry.cidr());
            cell.getStyleClass().add("warning");
            cell.setTooltip(new Tooltip(drift.stream().map(one -> words.get(one.text()))
                    .collect(Collectors.joining("\n"))));
        } else if (entry.letsIn(view.read()) && attack(entry) instanceof Attack attack) {
            cell.setText("⚠ " + entry.cidr());
            cell.getStyleClass().add("warning");
            cell.setTooltip(new Tooltip(words.get("whitelists.attack", attack.bans(),
                    words.formats().dateTime(attack.last()))));
        }
    }

    private @Nullable Attack attack(Entry entry) {
        Usage use = usage.get(entry.id());
        return use == null ? entry.attack() : Attack.more(entry.attack(), use.attack());
    }

    /** Addresses of the entry that came; a dash where nobody knows. */
    private String seen(Entry entry) {
        return usage.containsKey(entry.id()) || entry.lastHit() != null ? words.formats().number(used(entry)) : "—";
    }

    private int used(Entry entry) {
        Usage use = usage.get(entry.id());
        return use == null ? entry.seen() : Math.max(use.addresses().size(), entry.seen());
    }

    private void state(TableCell<Entry, Entry> cell, Entry entry) {
        Entry.State state = entry.state(view.read());
        cell.setText(words.get(state.title()));
        if (state == Entry.State.PENDING) {
            cell.getStyleClass().add("warning");
        }
    }

    private void expires(TableCell<Entry, Entry> cell, Entry entry) {
        cell.setText(words.formats().date(entry.expires()));
        if (entry.letsIn(view.read()) && entry.expires().isBefore(view.read().plus(soon))) {
            cell.getStyleClass().add("warning");
            cell.setTooltip(new Tooltip(words.get("whitelists.endsSoon", words.formats().dateTime(entry.expires()))));
        }
    }

    /** Shows who used the entries. */
    void use(Map<String, Usage> now) {
        usage = now;
        refresh();
    }

    void show(ListView now) {
        if (now == view && filled) {
            return;
        }
        filled = true;
        Entry before = getSelectionModel().getSelectedItem();
        view = now;
        getItems().setAll(now.entries().stream()
                .sorted(Comparator.comparing((Entry entry) -> switch (entry.state(now.read())) {
                    case PENDING -> 0;
                    case ACTIVE -> 1;
                    case EXPIRED, REVOKED, REFUSED -> 2;
                })).toList());
        getItems().stream().filter(entry -> before != null && Objects.equals(entry.id(), before.id())).findFirst()
                .ifPresent(getSelectionModel()::select);
    }
}
