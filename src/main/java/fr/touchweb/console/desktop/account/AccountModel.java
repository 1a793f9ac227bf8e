package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.account.FactorState;
import fr.touchweb.console.core.account.Person;
import fr.touchweb.console.core.account.Rotations;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.account.AccountFacts.GrantLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** State of the page of the person. JavaFX thread only. */
public final class AccountModel {
    private final Assembly core;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<@Nullable AccountFacts> facts = new ReadOnlyObjectWrapper<>(this, "facts");
    private final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>(this, "problem");

    /** @param errors hears what is not the fault of a document */
    public AccountModel(Assembly core, TaskRunner tasks, Consumer<Throwable> errors) {
        this.core = core;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Null until they were read. */
    ReadOnlyObjectProperty<@Nullable AccountFacts> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /** Why the grants are not known, null when they are. */
    ReadOnlyObjectProperty<@Nullable Message> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Reads everything again. */
    void refresh() {
        Task<AccountFacts> task = Task.of(Message.of("account.page"), control -> read()).hidden();
        tasks.start(task, outcome -> {
            switch (outcome) {
                case Outcome.Success<AccountFacts>(AccountFacts read) -> {
                    facts.set(read);
                    problem.set(null);
                }
                case Outcome.Failure<AccountFacts>(Throwable cause) -> {
                    if (cause instanceof DocumentException document) {
                        problem.set(document.text());
                    } else {
                        errors.accept(cause);
                    }
                }
                case Outcome.Cancelled<AccountFacts> cancelled -> {
                }
            }
        });
    }

    /** Says in the fleet that passwords were changed after an access. */
    void rotated(Rotations.Due due) {
        tasks.start(Task.of(Message.of("account.rotations.task"), control -> {
            FleetStore store = core.fleet();
            Fleet fleet = store.load();
            if (core.access(fleet).mayEditFleet(core.options().clock().instant()) instanceof Decision.Denied denied) {
                throw new DocumentException(store.address(), "", 0, denied.reason());
            }
            LocalDate today = core.options().clock().instant().atZone(ZoneId.systemDefault()).toLocalDate();
            return store.save(Rotations.done(fleet, due, today));
        }), outcome -> {
            if (outcome instanceof Outcome.Failure<Fleet>(Throwable cause)) {
                errors.accept(cause);
            }
            refresh();
        });
    }

    /** Wipes every secret at once. */
    void lock() {
        core.lock();
        refresh();
    }

    private AccountFacts read() throws Exception {
        Fleet fleet = core.fleet().loadOrEmpty();
        Access access = core.access(fleet);
        Instant now = core.options().clock().instant();
        Person person = access.person();
        Account account = person.account();
        boolean edits = access.mayEditFleet(now).allowed();
        LocalDate today = now.atZone(ZoneId.systemDefault()).toLocalDate();
        List<GrantLine> grants = account == null
                ? List.of()
                : account.grants().stream().map(grant -> line(grant, today))
                        .sorted(Comparator.comparing(GrantLine::ended)).toList();
        return new AccountFacts(now, person, core.options().machine(), access.governed(), access.role(now), grants,
                core.secrets().count(), core.openKeys(), core.policy().privacy().secretIdleMinutes(),
                core.changes().path().toString(), core.policy().privacy().journalMonths(),
                edits ? Rotations.due(fleet, today) : List.of(), edits ? FactorState.of(fleet) : List.of());
    }

    private static GrantLine line(Account.Grant grant, LocalDate today) {
        LocalDate until = grant.until();
        return new GrantLine(grant.servers(), grant.sites(), grant.rights(), until,
                until == null ? null : ChronoUnit.DAYS.between(today, until));
    }
}
