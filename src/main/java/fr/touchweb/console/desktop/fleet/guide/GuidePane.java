package fr.touchweb.console.desktop.fleet.guide;

import fr.touchweb.console.core.account.letter.Letters;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.policy.GuidePolicy;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/**
 * First steps on one server (G01): preproductions, rights, logs, bans, in a few words each, with the buttons that do it; what
 * the person may not do has the text that asks for it instead.
 */
final class GuidePane extends VBox {
    private static final Set<Right> ASKED = EnumSet.of(Right.LOGS, Right.BINLOG, Right.DIAGNOSE, Right.WHITELIST,
            Right.PREPRODUCTION, Right.RIGHTS_RESET);

    private final Server server;
    private final Fleet fleet;
    private final Policy policy;
    private final Guide guide;
    private final Desk desk;
    private final Words words;
    private final Letters letters;

    GuidePane(Guide guide, Server server, Fleet fleet, Policy policy, Desk desk) {
        this.guide = guide;
        this.server = server;
        this.fleet = fleet;
        this.policy = policy;
        this.desk = desk;
        this.words = desk.words();
        letters = new Letters(guide.person(), policy.guide());
        getStyleClass().add("guide");
        getChildren().addAll(preproduction(), rights(), logs());
        if (policy.guide().banPercent() > 0) {
            getChildren().add(bans());
        }
        getChildren().add(end());
    }

    private boolean may(Right right) {
        return guide.may(right, server.id());
    }

    private Node preproduction() {
        boolean here = server.role() == Role.PREPRODUCTION;
        List<Server> others = fleet.preproductionsOf(server);
        String text = here
                ? words.get("guide.preproduction.here")
                : others.isEmpty()
                        ? words.get("guide.preproduction.none")
                        : words.get("guide.preproduction.there", others.stream().map(Server::id)
                                .collect(Collectors.joining(", ")));
        Optional<Server> one = here ? Optional.of(server) : others.stream().findFirst();
        FlowPane buttons = buttons();
        boolean own = one.filter(each -> guide.may(Right.PREPRODUCTION, each.id())).isPresent();
        if (own) {
            text += " " + words.get("guide.preproduction.own");
        } else {
            one.ifPresent(preproduction -> buttons.getChildren().add(button("guide-keep", "guide.preproduction.keep",
                    () -> LetterDialog.open(desk, Message.of("guide.preproduction.keep"),
                            letters.keepPreproduction(preproduction, until())))));
        }
        if (!policy.guide().preproductions().isEmpty()) {
            buttons.getChildren().add(button("guide-pp-link", "guide.preproduction.link",
                    () -> desk.copy().accept(policy.guide().preproductions())));
        }
        return part("guide.preproduction.title", text, buttons);
    }

    private Node rights() {
        FlowPane buttons = buttons();
        if (!may(Right.RIGHTS_RESET)) {
            buttons.getChildren().add(request(Right.RIGHTS_RESET));
        }
        sites().stream().filter(site -> site.root() != null).findFirst()
                .filter(site -> !policy.guide().contact().isEmpty())
                .ifPresent(site -> buttons.getChildren().add(button("guide-folders", "guide.rights.folders",
                        () -> LetterDialog.open(desk, Message.of("guide.rights.folders"),
                                letters.folders(server, site)))));
        return part("guide.rights.title", words.get("guide.rights.text"), buttons);
    }

    private Node logs() {
        FlowPane buttons = buttons();
        buttons.getChildren().add(may(Right.LOGS)
                ? button("guide-logs", "guide.logs.open", () -> guide.openLogs(server))
                : request(Right.LOGS));
        String binlogs = server.binlogs() != null || may(Right.BINLOG) ? " " + words.get("guide.logs.binlogs") : "";
        return part("guide.logs.title", words.get("guide.logs.text") + binlogs, buttons);
    }

    private Node bans() {
        FlowPane buttons = buttons();
        Optional<Site> site = sites().stream().filter(each -> each.url() != null).findFirst();
        if (may(Right.DIAGNOSE) && site.isPresent()) {
            buttons.getChildren().add(button("guide-banned", "guide.bans.ask", () -> guide.askBan(site.get())));
        }
        buttons.getChildren().add(may(Right.WHITELIST)
                ? button("guide-whitelist", "guide.bans.whitelist", () -> desk.open().accept("whitelist"))
                : request(Right.WHITELIST));
        return part("guide.bans.title", words.get("guide.bans.text", policy.guide().banPercent(),
                policy.guide().microBanSeconds()), buttons);
    }

    private Node end() {
        GuidePolicy house = policy.guide();
        FlowPane buttons = buttons();
        buttons.getChildren().add(button("guide-delegation", "guide.delegation.ask",
                () -> LetterDialog.open(desk, Message.of("guide.delegation.ask"), ASKED, missing(),
                        rights -> letters.delegation(server, sites(), rights, until()))));
        if (!house.contact().isEmpty()) {
            buttons.getChildren().add(button("guide-idea", "guide.idea", () -> LetterDialog.open(desk,
                    Message.of("guide.idea"), letters.idea(server))));
        }
        if (!house.url().isEmpty()) {
            buttons.getChildren().add(button("guide-link", "guide.link", () -> desk.copy().accept(house.url())));
        }
        String dated = house.written().isEmpty() || house.updated().isEmpty()
                ? ""
                : words.get("guide.dated", LocalDate.parse(house.written()), LocalDate.parse(house.updated()),
                        house.url());
        return part("guide.more", dated, buttons);
    }

    private Set<Right> missing() {
        Set<Right> missing = EnumSet.noneOf(Right.class);
        ASKED.stream().filter(right -> !may(right)).forEach(missing::add);
        return missing.isEmpty() ? ASKED : missing;
    }

    private Button request(Right right) {
        return button("guide-ask-" + right.id(), "guide.request." + right.id(),
                () -> LetterDialog.open(desk, Message.of("guide.delegation.ask"), ASKED, EnumSet.of(right),
                        rights -> letters.delegation(server, sites(), rights, until())));
    }

    private List<Site> sites() {
        return fleet.sitesOf(server);
    }

    private LocalDate until() {
        return guide.today().plusDays(policy.rights().delegationDays());
    }

    private Node part(String title, String text, FlowPane buttons) {
        VBox part = new VBox(Widgets.label(words.get(title), "strong"));
        if (!text.isEmpty()) {
            Label label = new Label(text);
            label.setWrapText(true);
            part.getChildren().add(label);
        }
        if (!buttons.getChildren().isEmpty()) {
            part.getChildren().add(buttons);
        }
        return Widgets.styled(part, "guide-part");
    }

    private static FlowPane buttons() {
        return new FlowPane(8, 8);
    }

    private Button button(String id, String key, Runnable action) {
        return Widgets.button(id, words.get(key), action);
    }
}
