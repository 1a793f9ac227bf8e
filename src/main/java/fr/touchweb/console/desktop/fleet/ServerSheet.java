package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.eol.Penalty;
import fr.touchweb.console.core.fleet.eol.Tone;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.health.Remark;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.fleet.health.SiteWords;
import fr.touchweb.console.core.policy.LogPathPolicy;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.text.Formats;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The sheet of the chosen server: actions on top, boxes to unfold below. */
final class ServerSheet {
    private static final double WIDTH = 328;

    private final FleetModel model;
    private final Words words;
    private final FleetActions actions;
    private final VBox body = new VBox();
    private final ScrollPane view = new ScrollPane(body);
    private final Set<String> folded = new HashSet<>(Set.of("logs", "access", "lists"));
    private final FactRows rows;
    private final SheetGuide guide;

    ServerSheet(FleetModel model, Desk desk, FleetActions actions, FleetSettingsKeeper keeper) {
        this.model = model;
        this.words = desk.words();
        this.actions = actions;
        this.guide = new SheetGuide(model, desk, keeper);
        this.rows = new FactRows(words, model.room().clock());
        body.getStyleClass().addAll("sheet-pane", "fleet-sheet");
        view.setFitToWidth(true);
        view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        view.getStyleClass().add("fleet-sheet-scroll");
        view.setPrefWidth(WIDTH);
        view.setMinWidth(WIDTH);
        view.setId("fleet-sheet");
    }

    Node view() {
        return view;
    }

    /**
     * Shows a server.
     *
     * @param actions buttons under its name
     */
    void show(ServerView view, List<? extends Node> actions) {
        Optional<Fleet> fleet = model.fleet();
        Optional<Policy> policy = model.policy();
        if (fleet.isEmpty() || policy.isEmpty()) {
            return;
        }
        FlowPane buttons = new FlowPane(8, 8);
        buttons.getChildren().setAll(actions);
        List<Node> nodes = new ArrayList<>(List.of(title(view), subtitle(view), state(view), buttons));
        boolean first = guide.isFirstTime(view);
        Node steps = guide.firstSteps(view, fleet.get(), policy.get(), first, () -> show(view, actions));
        if (first) {
            nodes.add(steps);
        }
        nodes.add(system(view));
        nodes.add(disks(view));
        nodes.add(sites(view));
        if (view.server().isProduction()) {
            nodes.add(preproduction(view, fleet.get(), policy.get()));
        }
        nodes.add(logs(view, policy.get()));
        guide.fileRights(view, policy.get(), first).ifPresent(nodes::add);
        nodes.add(access(view, fleet.get()));
        nodes.add(lists(view));
        nodes.add(contract(view, policy.get()));
        nodes.add(remarks(view));
        if (!first) {
            nodes.add(steps);
        }
        body.getChildren().setAll(nodes);
        body.getStyleClass().remove("production");
        if (view.server().isProduction()) {
            body.getStyleClass().add("production");
        }
    }

    /** Unfolds the rights of files and folds what stands above them, or the other way round. */
    void onlyRights(boolean on) {
        guide.unfoldRights(on);
        List<String> above = List.of("system", "disks", "sites", "preproduction");
        if (on) {
            folded.addAll(above);
        } else {
            above.forEach(folded::remove);
        }
    }

    private Node title(ServerView view) {
        HBox line = new HBox(8, Widgets.label(view.id(), "page-title"), Widgets.grow());
        Role role = view.server().role();
        if (role != null) {
            Label badge = Widgets.badge(words.get("fleet.role." + role.id()).toUpperCase(words.texts().locale()),
                    view.server().isProduction() ? "production" : "neutral");
            badge.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(badge);
        }
        return line;
    }

    private Node subtitle(ServerView view) {
        List<String> parts = new ArrayList<>();
        if (view.client() != null) {
            parts.add(view.client().label());
        }
        if (view.server().hoster() != null) {
            parts.add(view.server().hoster());
        }
        parts.add(view.server().host() + (view.server().port() == null ? "" : ":" + view.server().port()));
        return wrapped(String.join(" · ", parts), "muted");
    }

    private Node state(ServerView view) {
        StateMark mark = new StateMark();
        mark.show(view.health().state());
        VBox reasons = new VBox(2,
                Widgets.label(words.get("fleet.state." + view.health().state().id()), "strong"));
        for (Message reason : view.health().reasons()) {
            reasons.getChildren().add(wrapped(words.get(reason), "muted"));
        }
        HBox line = new HBox(8, mark, reasons);
        line.getStyleClass().add("fleet-state");
        return line;
    }

    private SheetBox box(String id, String key, String summary, String style) {
        return new SheetBox(words.get(key), summary, style, !folded.contains(id), open -> {
            if (open) {
                folded.remove(id);
            } else {
                folded.add(id);
            }
        });
    }

    private Formats formats() {
        return words.formats();
    }

    private Node system(ServerView view) {
        Contact contact = view.contact();
        Facts facts = view.facts();
        String read = facts == null
                ? words.get("fleet.health.never")
                : words.get("fleet.sheet.read", formats().ago(facts.at(), model.room().clock().instant()));
        SheetBox box = box("system", "fleet.sheet.system", read, "muted");
        if (contact.failure() != null) {
            box.add(wrapped(words.get(contact.failure()), "danger"));
        }
        if (facts != null) {
            rows.system(view, facts).forEach(box::add);
        } else if (contact.failure() == null) {
            box.add(wrapped(words.get("fleet.sheet.noFacts"), "muted"));
        }
        return box;
    }

    private Node disks(ServerView view) {
        Facts facts = view.facts();
        SheetBox box = box("disks", "fleet.sheet.disks", "", "");
        if (facts == null) {
            box.add(wrapped(words.get("fleet.health.never"), "muted"));
        } else {
            rows.disks(facts, model.policy().orElseThrow().health()).forEach(box::add);
        }
        return box;
    }

    private Node sites(ServerView view) {
        SheetBox box = box("sites", "fleet.sheet.sites", formats().number(view.sites().size()), "muted");
        for (Site site : view.sites()) {
            String address = site.url() == null ? site.id() : site.url().replaceFirst("^https?://", "");
            String cms = (site.cms() == null ? "" : site.cms()) + (site.cmsVersion() == null
                    ? ""
                    : " " + site.cmsVersion());
            Button edit = Widgets.iconButton(Feather.EDIT_2, words.get("fleet.sheet.editSite", site.id()));
            edit.setOnAction(event -> actions.editSite(view, site));
            Button remove = Widgets.iconButton(Feather.TRASH_2, words.get("fleet.sheet.removeSite", site.id()));
            remove.setOnAction(event -> actions.removeSite(site));
            HBox line = new HBox(4, rows.row(address, cms));
            if (model.person().mayEdit().allowed()) {
                line.getChildren().addAll(edit, remove);
            }
            HBox.setHgrow(line.getChildren().getFirst(), Priority.ALWAYS);
            line.getStyleClass().add("fleet-site");
            box.add(line);
            view.contact().sites().stream().filter(reading -> reading.site().equals(site.id())).findFirst()
                    .ifPresent(reading -> box.add(wrapped(words.get(SiteWords.of(reading,
                            model.room().clock().instant())), "muted")));
            if (site.mediaUrl() != null) {
                box.add(rows.row(site.mediaUrl().replaceFirst("^https?://", ""), words.get("fleet.sheet.media")));
            }
        }
        if (view.sites().isEmpty()) {
            box.add(wrapped(words.get("fleet.sheet.noSites"), "muted"));
        }
        return box;
    }

    private Node preproduction(ServerView view, Fleet fleet, Policy policy) {
        List<Server> servers = fleet.preproductionsOf(view.server());
        List<Site> without = fleet.withoutPreproduction(view.server());
        boolean missing = !fleet.hasPreproduction(view.server());
        SheetBox box = box("preproduction", "fleet.sheet.preproduction",
                missing
                        ? words.get("fleet.sheet.preproductionMissing")
                        : servers.stream().map(Server::id).collect(Collectors.joining(", ")),
                missing ? "warning" : "muted");
        without.forEach(site -> box.add(rows.row(site.id(), words.get("fleet.sheet.preproductionMissing"))));
        if (missing) {
            box.add(wrapped(words.get("fleet.sheet.preproductionWhy",
                    String.valueOf(policy.preproduction().outagesPercent()),
                    String.valueOf(policy.preproduction().projectsPercent())), "muted"));
        }
        if (policy.preproduction().monthlyEuros() > 0) {
            box.add(rows.row(words.get("fleet.sheet.price"),
                    words.get("fleet.sheet.euros", policy.preproduction().monthlyEuros())));
        }
        return box;
    }

    private Node logs(ServerView view, Policy policy) {
        Server server = view.server();
        SheetBox box;
        if (server.logs().isEmpty()) {
            List<LogPathPolicy.DefaultLog> logs = server.role() == null
                    ? List.of()
                    : policy.logPaths().of(server.role().id());
            box = box("logs", "fleet.sheet.logs", words.get("fleet.sheet.fromPolicy", policy.name()), "muted");
            logs.forEach(log -> box.add(rows.path(log.id(), log.path())));
        } else {
            box = box("logs", "fleet.sheet.logs", formats().number(server.logs().size()), "muted");
            server.logs().forEach(log -> box.add(rows.path(log.id(), log.path())));
        }
        if (server.binlogs() != null) {
            box.add(rows.path("binlogs", server.binlogs()));
        }
        if (server.mirror() != null) {
            box.add(rows.path(words.get("fleet.sheet.mirror", server.mirror().server()), server.mirror().path()));
        }
        return box;
    }

    private Node access(ServerView view, Fleet fleet) {
        Optional<List<Account>> accounts = fleet.accounts();
        List<Account> here = accounts.orElse(List.of()).stream()
                .filter(account -> account.grants().stream().anyMatch(g -> g.servers().contains(view.id()))).toList();
        SheetBox box = box("access", "fleet.sheet.access",
                accounts.isEmpty() ? "" : words.get("fleet.sheet.accounts", here.size()), "muted");
        box.add(rows.row(words.get("fleet.sheet.login"),
                view.server().user() == null ? words.get("fleet.sheet.ownLogin") : view.server().user()));
        if (!view.server().jump().isEmpty()) {
            box.add(rows.row(words.get("fleet.sheet.jump"), String.join(" → ", view.server().jump())));
        }
        for (Account account : here) {
            String rights = account.grants().stream().filter(grant -> grant.servers().contains(view.id()))
                    .flatMap(grant -> grant.rights().stream()).distinct().map(Account.Right::id)
                    .collect(Collectors.joining(", "));
            box.add(rows.row(account.name() == null ? account.login() : account.name(), rights));
        }
        if (accounts.isEmpty()) {
            box.add(wrapped(words.get("fleet.sheet.onePerson"), "muted"));
        }
        model.reach().sshNotes(view.server(),
                notes -> notes.forEach(note -> box.add(wrapped(words.get(note), "warning"))));
        return box;
    }

    private Node lists(ServerView view) {
        List<Server.Whitelist> lists = view.server().whitelists();
        SheetBox box = box("lists", "fleet.sheet.lists", formats().number(lists.size()), "muted");
        for (Server.Whitelist list : lists) {
            box.add(rows.row(list.scope(),
                    list.backend() + (list.path() == null ? "" : " " + list.path())
                            + (list.jails().isEmpty() ? "" : " " + String.join(", ", list.jails()))));
        }
        if (lists.isEmpty()) {
            box.add(wrapped(words.get("fleet.sheet.noLists"), "muted"));
        }
        return box;
    }

    private Node contract(ServerView view, Policy policy) {
        Client client = view.client();
        String summary = client == null
                ? words.get("fleet.sheet.noClient")
                : client.plan() == null ? "" : client.plan();
        SheetBox box = box("contract", "fleet.sheet.contract", summary, "muted");
        if (client != null) {
            box.add(rows.row(words.get("fleet.column.client"), client.label()));
            if (client.monthlyPriceEuros() != null) {
                box.add(rows.row(words.get("fleet.sheet.monthly"),
                        words.get("fleet.sheet.euros", client.monthlyPriceEuros())));
            }
            for (Client.Contact contact : client.contacts()) {
                box.add(rows.row(contact.role() == null ? words.get("fleet.sheet.contact") : contact.role(),
                        contact.name()));
            }
        }
        Penalty penalty = view.penalty();
        if (penalty != null) {
            box.add(rows.row(words.get("fleet.column.penalty"),
                    words.get("fleet.penalty.badge", penalty.multiplier().toPlainString()), "danger"));
            if (client != null && client.monthlyPriceEuros() != null) {
                box.add(rows.row(words.get("fleet.penalty.price"),
                        words.get("fleet.sheet.euros", penalty.price(client.monthlyPriceEuros())), "danger"));
            }
            box.add(wrapped(words.get(penalty.announced() ? "fleet.penalty.announced" : "fleet.penalty.habit",
                    formats().date(penalty.since()), formats().date(penalty.next())), "muted"));
        } else if (!policy.penalty().applies()) {
            box.add(wrapped(words.get("fleet.penalty.never", policy.name()), "muted"));
        }
        return box;
    }

    private Node remarks(ServerView view) {
        List<Remark> remarks = view.remarks();
        boolean bad = remarks.stream().anyMatch(remark -> remark.tone() == Tone.DANGER);
        SheetBox box = box("remarks", "fleet.sheet.remarks", formats().number(remarks.size()),
                bad ? "danger" : "muted");
        for (Remark remark : remarks) {
            Region dot = Widgets.dot(Tones.style(remark.tone()));
            HBox line = new HBox(8, dot, wrapped(words.get(remark.text())));
            line.getStyleClass().add("fleet-remark");
            box.add(line);
        }
        for (Message unchecked : view.health().unchecked()) {
            HBox line = new HBox(8, Widgets.dot("neutral"),
                    wrapped(words.get("fleet.sheet.unchecked", unchecked), "muted"));
            line.getStyleClass().add("fleet-remark");
            box.add(line);
        }
        if (remarks.isEmpty() && view.health().unchecked().isEmpty()) {
            box.add(wrapped(words.get("fleet.sheet.noRemarks"), "muted"));
        }
        return box;
    }

    private static Label wrapped(String text, String... styles) {
        Label label = Widgets.label(text, styles);
        label.setWrapText(true);
        return label;
    }
}
