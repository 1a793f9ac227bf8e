package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.account.AccountFacts.GrantLine;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** View of the page: the person, the grants, the secrets, the traces. */
public final class AccountPage implements Page {
    private static final double NAMES_WIDTH = 180;
    private static final double WIDEST = 860;
    /** A grant that ends sooner is shown as a warning. */
    private static final int SOON_DAYS = 45;

    private final AccountModel model;
    private final VaultModel vaultModel;
    private final VaultPane vault;
    private final Words words;
    private final BorderPane view = new BorderPane();
    private final VBox body = new VBox();
    private final Button lock;
    private final Listening listening = new Listening();

    private AccountPage(AccountModel model, VaultModel vaultModel, Desk desk) {
        this.model = model;
        this.vaultModel = vaultModel;
        vault = new VaultPane(vaultModel, desk);
        words = desk.words();
        lock = new Button(words.get("account.lock"));
        lock.setId("account-lock");
        lock.setOnAction(event -> {
            model.lock();
            vaultModel.refresh();
        });
        HBox head = new HBox(Widgets.label(words.get("account.page"), "page-title"), Widgets.grow());
        head.getStyleClass().add("page-head");
        body.getStyleClass().add("account-body");
        body.setMaxWidth(WIDEST);
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        view.setTop(head);
        view.setCenter(scroll);
        listening.now(model.factsProperty(), facts -> show());
        listening.now(model.problemProperty(), problem -> show());
    }

    /** The page that the person's name opens. */
    public static PageFactory factory(AccountModel model, VaultModel vault) {
        return new PageFactory("account", "account.page", 0, List.of("/theme/account.css"),
                desk -> new AccountPage(model, vault, desk));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.refresh();
        vaultModel.refresh();
    }

    @Override
    public void dispose() {
        listening.stop();
        vault.release();
    }

    @Override
    public List<ConsoleCommand> commands() {
        return List.of(ConsoleCommand.of("account.refresh", "F5", model::refresh));
    }

    @Override
    public List<TourState> tour() {
        return List.of(TourState.of("person", () -> model.factsProperty().get() != null),
                new TourState("vault", vaultModel::tour,
                        () -> !vaultModel.shownProperty().get().items().isEmpty() && !vaultModel.busyProperty().get(),
                        vaultModel::close));
    }

    private void show() {
        body.getChildren().clear();
        Message problem = model.problemProperty().get();
        if (problem != null) {
            Label label = Widgets.label(words.get("account.problem", words.get(problem)), "danger");
            label.setWrapText(true);
            body.getChildren().add(label);
        }
        AccountFacts facts = model.factsProperty().get();
        if (facts == null) {
            if (problem == null) {
                body.getChildren().add(Widgets.label(words.get("account.loading"), "muted"));
            }
            return;
        }
        body.getChildren().addAll(person(facts), grants(facts), secrets(facts),
                section("account.section.vault", vault), traces(facts));
        if (!facts.rotations().isEmpty()) {
            body.getChildren().add(section("account.section.rotations",
                    new RotationsBox(facts.rotations(), words, model::rotated)));
        }
        if (!facts.factors().isEmpty()) {
            body.getChildren().add(section("account.section.factors", new FactorsBox(facts.factors(), words)));
        }
    }

    private Node person(AccountFacts facts) {
        GridPane grid = grid();
        row(grid, "account.name", facts.person().name());
        row(grid, "account.role", words.get(facts.role()));
        row(grid, "account.login", facts.person().login());
        row(grid, "account.machine", facts.machine());
        row(grid, "account.mfa", factor(facts.person().account()));
        return section("account.section.person", grid);
    }

    private String factor(@Nullable Account account) {
        return account == null || account.mfa() == null
                ? words.get("account.mfa.unknown")
                : words.get("account.mfa." + account.mfa().id());
    }

    private Node grants(AccountFacts facts) {
        if (!facts.governed()) {
            return section("account.section.grants", wrapped(words.get("account.grants.owner")));
        }
        if (facts.grants().isEmpty()) {
            return section("account.section.grants", wrapped(words.get("account.grants.none")));
        }
        VBox all = new VBox();
        all.getStyleClass().add("account-grants");
        facts.grants().forEach(grant -> all.getChildren().add(grant(grant)));
        return section("account.section.grants", all);
    }

    private Node grant(GrantLine grant) {
        FlowPane rights = new FlowPane();
        rights.getStyleClass().add("account-rights");
        rights.setPrefWrapLength(WIDEST - 2 * NAMES_WIDTH);
        for (Account.Right right : grant.rights()) {
            rights.getChildren().add(Widgets.badge(words.get("account.right." + right.id()), "neutral"));
        }
        GridPane grid = grid();
        row(grid, "account.servers", String.join(", ", grant.servers()));
        row(grid, "account.sites",
                grant.sites().isEmpty() ? words.get("account.sites.all") : String.join(", ", grant.sites()));
        row(grid, "account.rights", rights);
        row(grid, "account.until", end(grant));
        return Widgets.styled(grid, "account-grant");
    }

    private Node end(GrantLine grant) {
        if (grant.until() == null || grant.daysLeft() == null) {
            return Widgets.label(words.get("account.until.never"));
        }
        String day = words.formats().date(grant.until());
        if (grant.ended()) {
            return Widgets.badge(words.get("account.until.ended", day), "danger");
        }
        String text = words.get("account.until.day", day, grant.daysLeft());
        return grant.daysLeft() <= SOON_DAYS ? Widgets.badge(text, "warning") : Widgets.label(text);
    }

    private Node secrets(AccountFacts facts) {
        Label where = wrapped(words.get("account.secrets.memory", facts.idleMinutes()));
        HBox line = new HBox(Widgets.label(words.get("account.secrets.count", facts.secrets(), facts.keys())),
                Widgets.grow(), lock);
        line.getStyleClass().add("account-line");
        return section("account.section.secrets", new VBox(8, where, line));
    }

    private Node traces(AccountFacts facts) {
        GridPane grid = grid();
        row(grid, "account.journal", Widgets.label(facts.journal(), "machine"));
        row(grid, "account.journal.kept", words.get("account.journal.months", facts.journalMonths()));
        return section("account.section.traces", grid);
    }

    private Node section(String titleKey, Node content) {
        VBox section = new VBox(Widgets.label(words.get(titleKey), "heading"), content);
        section.getStyleClass().add("account-section");
        return section;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        ColumnConstraints names = new ColumnConstraints(NAMES_WIDTH);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        grid.getStyleClass().add("account-grid");
        return grid;
    }

    private void row(GridPane grid, String nameKey, String value) {
        row(grid, nameKey, wrapped(value));
    }

    private void row(GridPane grid, String nameKey, Node value) {
        Label name = Widgets.label(words.get(nameKey), "muted");
        name.setLabelFor(value);
        GridPane.setValignment(name, VPos.TOP);
        grid.addRow(grid.getRowCount(), name, value);
    }
}
