package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.desktop.shell.TourState;
import java.util.List;

/** The states of the page that are worth a picture. */
final class FleetTour {
    private final FleetModel model;
    private final ServerSheet sheet;

    FleetTour(FleetModel model, ServerSheet sheet) {
        this.model = model;
        this.sheet = sheet;
    }

    List<TourState> states() {
        return List.of(TourState.of("fleet", this::settled),
                new TourState("sheet", () -> model.all().stream().filter(each -> each.server().isProduction())
                        .findFirst().ifPresent(model.selectedProperty()::set),
                        () -> model.selectedProperty().get() != null,
                        () -> model.selectedProperty().set(null)),
                new TourState("rights", this::showRights, this::rightsRead, () -> {
                    sheet.onlyRights(false);
                    model.selectedProperty().set(null);
                }),
                new TourState("filter", () -> model.filterProperty().set("-role:production"),
                        () -> model.mistakeProperty().get() == null
                                && model.shown().size() < model.totalProperty().get(),
                        () -> model.filterProperty().set("")),
                new TourState("mistake", () -> model.filterProperty().set("disk>85 couleur:rouge"),
                        () -> model.mistakeProperty().get() != null, () -> model.filterProperty().set("")),
                TourState.of("nothing", () -> model.filterProperty().set("os:debian8"),
                        () -> model.filterProperty().set("")));
    }

    /** The rights of a site's files, on the server where a supervisor puts them right. */
    private void showRights() {
        sheet.onlyRights(true);
        model.all().stream().filter(each -> each.server().role() == Role.PREPRODUCTION).findFirst()
                .ifPresent(each -> {
                    model.selectedProperty().set(each);
                    each.sites().forEach(site -> model.person().rights().check(site.id(),
                            () -> model.person().rights().ask(site.id(), ".htaccess")));
                });
    }

    private boolean rightsRead() {
        ServerView chosen = model.selectedProperty().get();
        return chosen != null && chosen.sites().stream()
                .allMatch(site -> model.person().rights().state(site.id()).asked() != null);
    }

    /** Whether every server was asked and has answered or not. */
    private boolean settled() {
        if (model.probingProperty().get() == null && !model.all().isEmpty()
                && model.all().stream().anyMatch(each -> each.contact().tried() == null)) {
            model.probe(model.all());
        }
        return model.probingProperty().get() == null && !model.all().isEmpty()
                && model.shown().stream().allMatch(each -> each.contact().tried() != null);
    }
}
