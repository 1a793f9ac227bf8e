package fr.touchweb.console.desktop.fleet.guide;

import fr.touchweb.console.core.account.Person;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.ScopePath;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import javafx.scene.Node;

/** The boxes of the guide for the server sheet, and what their buttons do on other pages. JavaFX thread only. */
public final class Guide {
    private static final String OPEN_LOGS = "open-logs";
    private static final String DIAGNOSE_BAN = "diagnose-ban";

    private final Desk desk;
    private final SiteRightsModel rights;
    private final BiPredicate<Right, String> may;
    private final Supplier<Person> person;
    private final Supplier<LocalDate> today;

    /** @param may whether the person has a right on a server, by its id */
    public Guide(Desk desk, SiteRightsModel rights, BiPredicate<Right, String> may, Supplier<Person> person,
            Supplier<LocalDate> today) {
        this.desk = desk;
        this.rights = rights;
        this.may = may;
        this.person = person;
        this.today = today;
    }

    /** What one has to know on a server. */
    public Node firstSteps(Server server, Fleet fleet, Policy policy) {
        return new GuidePane(this, server, fleet, policy, desk);
    }

    /** Rights of the files of one site. */
    public Node rights(Site site, Server server, Policy policy) {
        SiteRightsPane pane = new SiteRightsPane(rights, site, server.id(), policy.rights(), desk);
        pane.sceneProperty().addListener((p, before, scene) -> {
            if (scene != null) {
                rights.states().addListener(pane);
                pane.show();
            } else {
                rights.states().removeListener(pane);
            }
        });
        return pane;
    }

    boolean may(Right right, String server) {
        return may.test(right, server);
    }

    Person person() {
        return person.get();
    }

    LocalDate today() {
        return today.get();
    }

    void openLogs(Server server) {
        desk.scope().set(new ScopePath(server.client(), server.id(), null));
        if (!desk.commands().run(OPEN_LOGS, server.id())) {
            desk.open().accept("logs");
        }
    }

    void askBan(Site site) {
        desk.commands().run(DIAGNOSE_BAN, Objects.requireNonNull(site.url()));
    }
}
