package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The form of an addition, and the card of what is known about it. Beside the list, not above it. */
final class AddPane extends BorderPane {
    private final AddModel model;
    private final ListModel list;
    private final Words words;
    private final TextField address;
    private final VBox form = Widgets.styled(new VBox(), "wl-form");
    private final ComboBox<String> site = new ComboBox<>();
    private final HBox sites;
    private final CheckBox everywhere = new CheckBox();
    private final Label advice = SidePane.wrapped("", "muted");
    private final VBox said = new VBox();
    private final ReviewCard card;

    AddPane(AddModel model, ListModel list, Words words, Listening listening) {
        this.model = model;
        this.list = list;
        this.words = words;
        card = new ReviewCard(model, words);
        // Enter only reads: nothing is armed by it.
        FormFields fields = new FormFields(words, listening, model::assess);
        address = fields.text("whitelists.add.address", model.textProperty(), "wl-address");
        address.getStyleClass().add("mono");
        site.setId("wl-site");
        site.setConverter(Widgets.showing(id -> id == null || id.isEmpty() ? words.get("whitelists.add.whole") : id));
        site.valueProperty().addListener((p, before, now) -> model.siteProperty().set(now == null ? "" : now));
        listening.now(model.siteProperty(), site::setValue);
        sites = fields.row("whitelists.add.site", site);
        form.getChildren().addAll(Widgets.label(words.get("whitelists.add.title"), "heading"),
                fields.row("whitelists.add.address", address),
                fields.row("whitelists.add.reason",
                        fields.text("whitelists.add.reasonHint", model.reasonProperty(), "wl-reason")),
                fields.row("whitelists.add.requester",
                        fields.text("whitelists.add.requesterHint", model.requesterProperty(), "wl-requester")),
                fields.row("whitelists.add.kind", fields.kinds(model.kindProperty(), "wl-kind")),
                fields.row("whitelists.add.days",
                        fields.text("whitelists.add.daysHint", model.daysProperty(), "wl-days")),
                sites, everywhere, advice);
        everywhere.setId("wl-everywhere");
        everywhere.setWrapText(true);
        listening.now(model.everywhereProperty(), everywhere::setSelected);
        everywhere.selectedProperty().addListener((p, before, now) -> model.everywhereProperty().set(now));
        listening.now(model.kindProperty(), this::advise);
        Button assess = new Button(words.get("whitelists.add.assess"));
        assess.setId("wl-assess");
        assess.setOnAction(event -> model.assess());
        listening.now(model.busyProperty(), assess::setDisable);
        Button close = new Button(words.get("whitelists.add.close"));
        close.getStyleClass().add("flat");
        close.setId("wl-close");
        close.setOnAction(event -> model.close());
        form.getChildren().add(Widgets.styled(new HBox(assess, Widgets.grow(), close), "wl-last-row"));
        said.getStyleClass().add("wl-said");
        ScrollPane scroll = new ScrollPane(Widgets.styled(new VBox(form, said, card), "wl-add"));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("wl-side-scroll");
        setCenter(scroll);
        setBottom(card.actions());
        getStyleClass().add("wl-side");
        listening.now(model.changesProperty(), count -> refresh());
    }

    private void refresh() {
        said.getChildren().clear();
        int servers = list.targets().size();
        everywhere.setText(words.get("whitelists.add.everywhere", servers));
        shown(everywhere, servers > 1);
        List<String> own = model.sites();
        List<String> choices = Stream.concat(Stream.of(""), own.stream()).toList();
        if (!site.getItems().equals(choices)) {
            site.getItems().setAll(choices);
            site.setValue(model.siteProperty().get());
        }
        shown(sites, !own.isEmpty());
        // Somebody else's request is read as it was made.
        shown(form, model.approved() == null);
        shown(advice, !advice.getText().isEmpty() && model.assessment() == null);
        Message problem = model.problem();
        if (model.busyProperty().get()) {
            said.getChildren().add(Widgets.label(words.get("whitelists.add.busy"), "muted"));
        }
        Assessment assessment = model.assessment();
        if (problem != null && (assessment == null || assessment.readings().isEmpty())) {
            said.getChildren().add(SidePane.said(model, words, problem));
        }
        said.getChildren().addAll(SidePane.back(model, words));
        said.setManaged(!said.getChildren().isEmpty());
        card.refresh();
    }

    /** An address that changes every day is no address to exempt: the VPN with one of its own costs little (L44). */
    private void advise(Entry.Kind kind) {
        advice.setText(switch (kind) {
            case PERSON -> words.get("whitelists.advice.dynamic");
            case VPN -> words.get("whitelists.advice.vpn");
            case OFFICE, PARTNER -> "";
        });
        shown(advice, !advice.getText().isEmpty() && model.assessment() == null);
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Where the card was pressed last, null before. */
    @Nullable
    Bounds pressed() {
        return card.pressed();
    }

    void focusAddress() {
        address.requestFocus();
    }
}
