package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.confirm.Button;
import fr.touchweb.console.core.whitelist.confirm.Step;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.TourState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/** States of the page that are worth a picture, on the lists of the lab. Nobody is let in for a picture. */
final class WhitelistTour {
    private final WhitelistModels models;
    private final ListModel list;
    private final AddModel add;

    WhitelistTour(WhitelistModels models) {
        this.models = models;
        list = models.list();
        add = models.add();
    }

    List<TourState> states() {
        return List.of(
                new TourState("list", this::telling, () -> list.view() != null && !list.view().entries().isEmpty()
                        && !list.use().usageProperty().get().isEmpty(), () -> {}),
                pane("banned", Beside.BANNED, () -> models.banned().report() != null
                        && !models.banned().busyProperty().get()),
                new TourState("banned-undo", this::unban, () -> models.banned().backLeft().isPositive(), () -> {
                    models.banned().banAgain();
                    nothing();
                }), pane("restrictions", Beside.RESTRICTIONS, () -> !models.restrictions().busyProperty().get()
                        && !models.restrictions().found().isEmpty()),
                pane("requests", Beside.REQUESTS, () -> !models.requests().busyProperty().get()
                        && !models.requests().waiting().isEmpty()),
                new TourState("where", this::where, () -> models.where().answer() != null, this::nothing),
                pane("history", Beside.HISTORY, () -> !models.history().busyProperty().get()),
                card("single", "82.64.10.5"),
                second("single-second", "82.64.10.5"), card("range", "91.121.8.0/28"),
                second("range-second", "91.121.8.0/28"), card("vpn", "146.70.10.0/24"),
                second("vpn-second", "146.70.10.0/24"), card("readings", "91.121.8.9/28"),
                new TourState("refused", () -> start("146.0.0.0/8"),
                        () -> !add.busyProperty().get() && add.problem() != null, add::close),
                new TourState("approve", this::approve, this::known, add::close), negation(),
                new TourState("passwords", () -> {
                    telling();
                    list.doorProperty().set(Scope.FTP);
                }, () -> list.view() != null && !list.view().toRotate().isEmpty(),
                        () -> list.doorProperty().set(Scope.IDS)),
                new TourState("keep", this::toKeep, () -> list.results().stream()
                        .anyMatch(one -> one.status() == Applied.Status.TO_KEEP), this::kept));
    }

    private TourState pane(String id, Beside pane, BooleanSupplier ready) {
        return new TourState(id, () -> {
            telling();
            models.toggle(pane);
        }, ready, this::nothing);
    }

    /** The newest ban is lifted; leaving the state puts it back. */
    private void unban() {
        telling();
        models.besideProperty().set(Beside.BANNED);
        models.banned().bans().stream().findFirst().ifPresent(models.banned()::unban);
    }

    /** A change that can lock us out, before it is kept: an entry of SSH ends a day sooner. */
    private void toKeep() {
        telling();
        list.doorProperty().set(Scope.SSH);
        ListView view = list.view();
        if (view == null || view.active().isEmpty()) {
            return;
        }
        Entry entry = view.active().getFirst();
        Thread.ofVirtual().start(() -> {
            try {
                Applied applied = list.whitelists().changes().shorten(view.server(), entry.id(),
                        entry.expires().minus(Duration.ofDays(1)));
                Platform.runLater(() -> list.tell(List.of(applied)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void kept() {
        list.results().stream().filter(one -> one.status() == Applied.Status.TO_KEEP).findFirst()
                .ifPresent(list::keep);
        list.doorProperty().set(Scope.IDS);
    }

    private void nothing() {
        models.besideProperty().set(Beside.NOTHING);
    }

    private void where() {
        models.besideProperty().set(Beside.WHERE);
        models.where().textProperty().set("82.64.10.77");
        models.where().ask();
    }

    private void approve() {
        telling();
        models.requests().waiting().stream().findFirst().ifPresent(models::approve);
    }

    private TourState card(String id, String range) {
        return new TourState(id, () -> start(range), this::known, add::close);
    }

    private TourState second(String id, String range) {
        return new TourState(id, () -> start(range), () -> second(Button.CONTINUE), add::close);
    }

    /** The house's original, with its warning open. */
    private TourState negation() {
        return new TourState("mode-tw", () -> {
            list.dialog(WhitelistPolicy.Mode.DOUBLE_NEGATION);
            start("91.121.8.0/28");
        }, () -> second(Button.CANCEL_ADDITION), () -> {
            add.close();
            list.dialog(null);
        });
    }

    private boolean second(Button next) {
        if (!known() || add.confirmation() == null) {
            return false;
        }
        if (add.confirmation().step() == Step.REVIEW) {
            add.press(next);
        }
        return add.confirmation() != null && add.confirmation().step() == Step.SECOND;
    }

    /** A server whose lists have something to tell. */
    private void telling() {
        list.places().stream().filter(place -> place.id().equals("acme-web1")).findFirst().ifPresent(list::look);
    }

    private void start(String range) {
        add.textProperty().set(range);
        add.reasonProperty().set("Développeur du module de paiement");
        add.requesterProperty().set("Acme · ticket 4821");
        add.begin();
        add.assess();
    }

    private boolean known() {
        return !add.busyProperty().get() && (add.confirmation() != null || add.problem() != null);
    }
}
