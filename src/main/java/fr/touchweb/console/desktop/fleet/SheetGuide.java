package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.account.Person;
import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.desktop.fleet.guide.Guide;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;

/** The boxes of the sheet about first steps and rights of files: on top and open for who is here for the first time. */
final class SheetGuide {
    private final FleetModel model;
    private final Words words;
    private final FleetSettingsKeeper keeper;
    private final Guide guide;
    private boolean stepsOpen;
    private boolean rightsOpen;

    SheetGuide(FleetModel model, Desk desk, FleetSettingsKeeper keeper) {
        this.model = model;
        this.words = desk.words();
        this.keeper = keeper;
        guide = new Guide(desk, model.person().rights(), model.person()::may,
                () -> Objects.requireNonNull(model.person().person()),
                () -> LocalDate.ofInstant(model.room().clock().instant(), ZoneId.systemDefault()));
    }

    /** Who comes from outside and has not read yet what to know here. */
    boolean isFirstTime(ServerView view) {
        Person person = model.person().person();
        Account account = person == null ? null : person.account();
        return account != null && account.kind() != Account.Kind.ENGINEER && account.kind() != Account.Kind.ONCALL
                && !keeper.hasRead(view.id());
    }

    /** @param again shows the sheet anew */
    Node firstSteps(ServerView view, Fleet fleet, Policy policy, boolean first, Runnable again) {
        SheetBox box = new SheetBox(words.get("guide.title"), first ? words.get("guide.summary") : "", "muted",
                first || stepsOpen, open -> stepsOpen = open);
        box.add(guide.firstSteps(view.server(), fleet, policy));
        if (first) {
            box.add(Widgets.button("guide-read", words.get("guide.read"), () -> {
                keeper.read(view.id());
                again.run();
            }));
        }
        return box;
    }

    /** Nothing for a server without sites whose folder is known. */
    Optional<Node> fileRights(ServerView view, Policy policy, boolean first) {
        List<Site> sites = view.sites().stream().filter(site -> site.root() != null).toList();
        if (sites.isEmpty()) {
            return Optional.empty();
        }
        SheetBox box = new SheetBox(words.get("guide.box"), words.formats().number(sites.size()), "muted",
                first || rightsOpen, open -> rightsOpen = open);
        sites.forEach(site -> box.add(guide.rights(site, view.server(), policy)));
        return Optional.of(box);
    }

    /** Unfolds the rights of files. */
    void unfoldRights(boolean open) {
        rightsOpen = open;
    }
}
