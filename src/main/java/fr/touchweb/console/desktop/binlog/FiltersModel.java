package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.ColumnNames;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.ValueHit;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.binlog.FilterText.BadFilterException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Filters as chips, and what they let through. JavaFX thread only. */
public final class FiltersModel {
    private final TransactionList list;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final Runnable changed;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final int hitLimit;
    private final ObservableList<Chip> chips = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>(this, "problem");
    private long round;

    /** A filter on the page. */
    static final class Chip {
        final RowFilter filter;
        final @Nullable ValueSearch search;
        boolean enabled = true;
        private int counted;
        private long passed;

        Chip(RowFilter filter, @Nullable ValueSearch search) {
            this.filter = filter;
            this.search = search;
        }

        /** Transactions of the list on which the filter holds; rows for a search by value. */
        long hits(TransactionList list) {
            if (search != null) {
                return search.hits();
            }
            if (counted > list.size()) {
                counted = 0;
                passed = 0;
            }
            while (counted < list.size()) {
                passed += accepts(list.get(counted++)) ? 1 : 0;
            }
            return passed;
        }

        boolean accepts(Transaction transaction) {
            return switch (filter) {
                case RowFilter.InList list -> list.accepts(transaction);
                case RowFilter.InRows rows -> search != null && search.found(transaction);
            };
        }
    }

    /**
     * @param zone zone in which times are typed
     * @param hitLimit hits after which a search by value ends
     * @param changed hears that the list shows something else
     */
    FiltersModel(TransactionList list, TaskRunner tasks, InstantSource clock, Supplier<ZoneId> zone, int hitLimit,
            Consumer<Throwable> errors, Runnable changed) {
        this.list = list;
        this.tasks = tasks;
        this.clock = clock;
        this.zone = zone;
        this.hitLimit = hitLimit;
        this.errors = errors;
        this.changed = changed;
    }

    /** Filters in the order in which they were added. */
    ObservableList<Chip> chips() {
        return chips;
    }

    /** Rows of a transaction in which the values of the filters were found. */
    List<ValueHit> hits(Transaction one) {
        return chips.stream().filter(chip -> chip.enabled && chip.search != null)
                .flatMap(chip -> chip.search == null
                        ? Stream.<ValueHit>empty()
                        : chip.search.hits(one).stream())
                .toList();
    }

    /** What was wrong with the text that was typed last, null when nothing was. */
    public ObjectProperty<@Nullable Message> problemProperty() {
        return problem;
    }

    /** Adds a filter as it was typed; false when it is none, and then {@link #problemProperty} says why. */
    public boolean add(String typed) {
        try {
            if (!typed.isBlank()) {
                RowFilter filter = FilterText.parse(typed, zone.get(),
                        LocalDate.ofInstant(clock.instant(), zone.get()));
                chips.removeIf(chip -> chip.filter.typed().equals(filter.typed()));
                chips.add(new Chip(filter, filter instanceof RowFilter.InRows rows
                        ? new ValueSearch(rows.what(), tasks, hitLimit, this::apply, errors)
                        : null));
                apply();
            }
            problem.set(null);
            return true;
        } catch (BadFilterException e) {
            problem.set(e.text());
            return false;
        }
    }

    void remove(Chip chip) {
        if (chip.search != null) {
            chip.search.stop();
        }
        chips.remove(chip);
        apply();
    }

    void toggle(Chip chip) {
        chip.enabled = !chip.enabled;
        chips.set(chips.indexOf(chip), chip);
        apply();
    }

    void clear() {
        List.copyOf(chips).forEach(this::remove);
    }

    /** Looks for the values of chips that were not looked for yet. */
    void search(@Nullable BinlogReader reader, List<BinlogFile> files, ColumnNames names) {
        if (reader != null && !files.isEmpty()) {
            for (Chip chip : chips) {
                if (chip.search != null && chip.enabled) {
                    chip.search.start(reader, files, names);
                }
            }
        }
    }

    /** Empties the list: what was found belongs to files that are no longer shown. */
    void forget() {
        round++;
        for (Chip chip : chips) {
            chip.counted = Integer.MAX_VALUE;
            if (chip.search != null) {
                chip.search.forget();
            }
        }
        list.clear();
        list.show(predicate(), chips.stream().anyMatch(chip -> chip.enabled), new Numbers(), 0);
    }

    /** Takes over what searches found meanwhile. */
    boolean refresh() {
        boolean any = false;
        for (Chip chip : chips) {
            any |= chip.search != null && chip.search.refresh();
        }
        if (any) {
            apply();
        }
        return any;
    }

    private Predicate<Transaction> predicate() {
        List<Chip> counting = new ArrayList<>(chips);
        counting.removeIf(chip -> !chip.enabled);
        return transaction -> {
            for (Chip chip : counting) {
                if (!chip.accepts(transaction)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** Works out in the background which transactions pass now. */
    void apply() {
        long own = ++round;
        Predicate<Transaction> filter = predicate();
        boolean narrows = chips.stream().anyMatch(chip -> chip.enabled);
        List<Transaction> all = list.copy();
        tasks.start(Task.of(Message.of("binlogs.task.filter"), control -> TransactionList.matching(all, filter))
                .computing().hidden(), outcome -> {
                    if (own == round) {
                        switch (outcome) {
                            case Outcome.Success<Numbers>(Numbers found) -> {
                                if (all.size() <= list.size()) {
                                    list.show(filter, narrows, found, all.size());
                                    changed.run();
                                }
                            }
                            case Outcome.Failure<Numbers>(Throwable cause) -> errors.accept(cause);
                            case Outcome.Cancelled<Numbers> none -> changed.run();
                        }
                    }
                });
    }
}
