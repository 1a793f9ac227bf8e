package fr.touchweb.console.desktop.logs.profile;

import fr.touchweb.console.core.logs.digest.Profile;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Profiles of preproductions: the files, the functions of one, who calls them, and the cookie that asks for one. */
public final class ProfilesView extends VBox {
    private static final double FILES_WIDTH = 260;

    private final ProfilesModel model;
    private final Words words;
    private final Supplier<List<String>> servers;
    private final Consumer<String> copy;
    private final Label said = Widgets.label("", "muted");
    private final Label title = Widgets.label("", "heading");
    private final ListView<ProfileFile> files = new ListView<>();
    private final TableView<Profile.Function> functions;
    private final TableView<Profile.Edge> callers;
    private final TableView<Profile.Edge> callees;
    private final Listening listening = new Listening();

    /**
     * @param servers ids of those that are looked at
     * @param copy puts text on the clipboard
     */
    public ProfilesView(ProfilesModel model, Words words, Supplier<List<String>> servers, Consumer<String> copy) {
        this.model = model;
        this.words = words;
        this.servers = servers;
        this.copy = copy;
        setId("logs-profiles");
        getStyleClass().add("profiles");
        functions = ProfileTable.functions(words);
        callers = ProfileTable.edges(words.get("logs.profile.callers"), words);
        callees = ProfileTable.edges(words.get("logs.profile.callees"), words);
        files.setId("profile-files");
        files.setAccessibleText(words.get("logs.command.profiles"));
        files.setMinWidth(FILES_WIDTH);
        files.setPrefWidth(FILES_WIDTH);
        files.setItems(model.files());
        files.setCellFactory(view -> new Row());
        files.setPlaceholder(placeholder(words.get("logs.profile.empty")));
        functions.setPlaceholder(placeholder(words.get("logs.profile.choose")));
        callers.setPlaceholder(new Label());
        callees.setPlaceholder(new Label());
        HBox edges = new HBox(8, callers, callees);
        HBox.setHgrow(callers, Priority.ALWAYS);
        HBox.setHgrow(callees, Priority.ALWAYS);
        edges.setPrefHeight(180);
        edges.setMinHeight(120);
        VBox.setVgrow(functions, Priority.ALWAYS);
        VBox right = new VBox(8, title, functions, edges);
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox body = new HBox(12, files, right);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head(), body);
        listen();
    }

    private static Label placeholder(String text) {
        Label label = Widgets.label(text, "muted");
        label.setWrapText(true);
        return label;
    }

    private HBox head() {
        Button again = Widgets.button("profiles-list", words.get("logs.profile.list"), this::refresh);
        said.setMinWidth(0);
        HBox head = new HBox(8, said, Widgets.grow(),
                Widgets.button("profile-cookie", words.get("logs.profile.cookie"),
                        () -> copy.accept(TriggerCookie.browser())),
                Widgets.button("profile-cookie-off", words.get("logs.profile.cookieOff"),
                        () -> copy.accept(TriggerCookie.browserOff())),
                Widgets.button("profile-curl", words.get("logs.profile.curl"), () -> copy.accept(TriggerCookie.curl())),
                again);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void listen() {
        listening.changes(files.getSelectionModel().selectedItemProperty(), file -> {
            if (file != null) {
                model.open(file);
            }
        });
        listening.now(model.profileProperty(), this::show);
        listening.changes(functions.getSelectionModel().selectedItemProperty(), function -> {
            callers.getItems().setAll(function == null ? List.of() : function.callers());
            callees.getItems().setAll(function == null ? List.of() : function.callees());
        });
        listening.now(model.listingProperty(), now -> tell());
        listening.list(model.files(), this::tell);
        listening.list(model.problems(), this::tell);
    }

    private void tell() {
        String wrong = model.problems().stream().map(words::get).collect(Collectors.joining(" · "));
        said.setText(model.listingProperty().get()
                ? words.get("logs.profile.listing")
                : words.get("logs.profile.count", model.files().size()) + (wrong.isEmpty() ? "" : " · " + wrong));
        said.setTooltip(wrong.isEmpty() ? null : new Tooltip(wrong));
    }

    private void show(@Nullable Profile profile) {
        functions.getItems().clear();
        if (profile == null) {
            title.setText("");
            return;
        }
        String head = words.get("logs.profile.head", profile.command(),
                words.formats().decimal(profile.total(), 3), profile.functions().size());
        title.setText(profile.truncated() ? head + " · " + words.get("logs.profile.truncated") : head);
        functions.getItems().setAll(profile.functions().stream()
                .sorted(Comparator.comparingDouble(Profile.Function::self).reversed()).toList());
        functions.getSelectionModel().selectFirst();
    }

    /** Looks again what there is. */
    public void refresh() {
        model.list(servers.get());
    }

    /** Hears the model no more. */
    public void dispose() {
        listening.stop();
    }

    private final class Row extends ListCell<ProfileFile> {
        @Override
        protected void updateItem(@Nullable ProfileFile file, boolean empty) {
            super.updateItem(file, empty);
            if (empty || file == null) {
                setText("");
                return;
            }
            setText(file.server() + " · " + words.formats().time(file.modified()) + " · "
                    + words.formats().size(file.size()));
            setTooltip(new Tooltip(file.path()));
        }
    }
}
