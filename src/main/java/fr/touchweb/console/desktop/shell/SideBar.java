package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Name, pages with their keys, and the person with theme and settings below. */
final class SideBar {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Desk desk;
    private final ReadOnlyObjectProperty<@Nullable String> current;
    private final VBox view = new VBox();
    private final VBox items = new VBox();
    private final Listening listening = new Listening();

    SideBar(Desk desk, List<PageFactory> pages, ShellFacts facts, ReadOnlyObjectProperty<@Nullable String> current) {
        this.desk = desk;
        this.current = current;
        Words words = desk.words();
        view.getStyleClass().add("side-bar");
        Region mark = new Region();
        mark.getStyleClass().add("brand-mark");
        Label name = new Label(words.get("common.console"));
        name.getStyleClass().add("brand-name");
        HBox brand = new HBox(mark, name);
        brand.getStyleClass().add("brand");
        brand.setAlignment(Pos.CENTER_LEFT);
        items.getStyleClass().add("side-items");
        listening.now(current, this::mark);
        offer(pages);
        VBox.setVgrow(items, Priority.ALWAYS);
        view.getChildren().addAll(brand, items, person(desk, facts));
    }

    Node view() {
        return view;
    }

    /** Shows these pages and no others. */
    void offer(List<PageFactory> pages) {
        items.getChildren().setAll(pages.stream().filter(page -> page.place() > 0)
                .sorted(Comparator.comparingInt(PageFactory::place)).map(this::item).toList());
        mark(current.get());
    }

    private void mark(@Nullable String id) {
        items.getChildren()
                .forEach(item -> item.pseudoClassStateChanged(SELECTED, item.getId().equals("page-" + id)));
    }

    void release() {
        listening.stop();
    }

    private Button item(PageFactory page) {
        Label name = new Label(desk.words().get(page.nameKey()));
        name.getStyleClass().add("side-name");
        Label key = new Label("Ctrl+" + page.place());
        key.getStyleClass().add("side-key");
        HBox line = new HBox(name, Widgets.grow(), key);
        line.setAlignment(Pos.CENTER_LEFT);
        Button item = new Button();
        item.setId("page-" + page.id());
        item.setGraphic(line);
        item.setMaxWidth(Double.MAX_VALUE);
        item.setAccessibleText(name.getText());
        item.getStyleClass().setAll("side-item");
        item.setOnAction(event -> desk.open().accept(page.id()));
        return item;
    }

    private Node person(Desk desk, ShellFacts facts) {
        Words words = desk.words();
        Button name = new Button();
        name.setId("person");
        name.getStyleClass().setAll("person-name");
        name.setTooltip(new Tooltip(words.get("shell.person.open")));
        name.setOnAction(event -> desk.open().accept("account"));
        Label role = new Label();
        role.getStyleClass().add("person-role");
        role.setWrapText(true);
        listening.now(facts.person(), person -> {
            name.setText(person.name());
            role.setText(words.get(person.role()));
        });
        Button theme = Widgets.iconButton(Feather.MOON, words.get("shell.command.theme"));
        theme.setOnAction(event -> desk.commands().run("shell.command.theme"));
        Button settings = Widgets.iconButton(Feather.SETTINGS, words.get("shell.command.settings"));
        settings.setOnAction(event -> desk.commands().run("shell.command.settings"));
        HBox buttons = new HBox(theme, settings);
        buttons.getStyleClass().add("person-buttons");
        VBox person = new VBox(name, role, buttons);
        person.getStyleClass().add("person");
        return person;
    }
}
