package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.whitelist.confirm.Button;
import fr.touchweb.console.core.whitelist.confirm.Step;
import fr.touchweb.console.desktop.shell.TourState;
import java.util.List;

/** States of the page that are worth a picture, on the lists of the lab. Nothing is let in for a picture. */
final class WhitelistTour {
    private final ListModel list;
    private final AddModel add;

    WhitelistTour(ListModel list, AddModel add) {
        this.list = list;
        this.add = add;
    }

    List<TourState> states() {
        return List.of(
                new TourState("list", this::telling, () -> list.view() != null && !list.view().entries().isEmpty(),
                        () -> {}),
                card("single", "82.64.10.5"),
                second("single-second", "82.64.10.5"), card("range", "91.121.8.0/28"),
                second("range-second", "91.121.8.0/28"), card("vpn", "146.70.10.0/24"),
                second("vpn-second", "146.70.10.0/24"), card("readings", "91.121.8.9/28"),
                new TourState("refused", () -> start("146.0.0.0/8"),
                        () -> !add.busyProperty().get() && add.problem() != null, add::close));
    }

    private TourState card(String id, String range) {
        return new TourState(id, () -> start(range), this::known, add::close);
    }

    private TourState second(String id, String range) {
        return new TourState(id, () -> start(range), () -> {
            if (!known() || add.confirmation() == null) {
                return false;
            }
            if (add.confirmation().step() == Step.REVIEW) {
                add.press(Button.CONTINUE);
            }
            return add.confirmation() != null && add.confirmation().step() == Step.SECOND;
        }, add::close);
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
