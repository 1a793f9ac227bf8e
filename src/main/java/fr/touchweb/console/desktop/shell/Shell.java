package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.widget.Overlay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The frame: side bar, top bar, one page at a time, status bar, and the overlay above. Bars and pages are built in one
 * language; when the language changes they are built again over the same models. JavaFX thread only.
 */
public final class Shell {
    private final Desk desk;
    private final List<PageFactory> factories;
    private final ShellFacts facts;
    private final Overlay overlay;
    private final BorderPane frame = new BorderPane();
    private final StackPane root = new StackPane();
    private final StackPane room = new StackPane();
    private final Map<String, Page> built = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable String> current = new ReadOnlyObjectWrapper<>(this, "current");
    private final List<Runnable> releases = new ArrayList<>();

    /**
     * Builds the frame with no page in sight.
     *
     * @param overlay the layer that dialogs are drawn in
     */
    public Shell(Desk desk, List<PageFactory> factories, ShellFacts facts, Overlay overlay) {
        this.desk = desk;
        this.factories = List.copyOf(factories);
        this.facts = facts;
        this.overlay = overlay;
        root.getStyleClass().add("shell");
        room.getStyleClass().add("room");
        root.getChildren().addAll(frame, overlay);
        new KeyDispatcher(desk.commands(), overlay).attach(root);
        for (PageFactory factory : this.factories) {
            desk.commands().add(new ConsoleCommand("open-page." + factory.id(),
                    Message.of("shell.command.openPage", Message.of(factory.nameKey())),
                    factory.place() == 0 ? null : KeyCombination.valueOf("Shortcut+" + factory.place()),
                    new ReadOnlyBooleanWrapper(true), true, arguments -> open(factory.id())));
        }
        build();
        desk.words().textsProperty().addListener((p, before, after) -> rebuild());
    }

    /** The root of the scene. */
    public Parent root() {
        return root;
    }

    public Overlay overlay() {
        return overlay;
    }

    public Desk desk() {
        return desk;
    }

    public List<PageFactory> pages() {
        return factories;
    }

    /** Id of the page in sight, null before the first. */
    public ReadOnlyObjectProperty<@Nullable String> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** The page in sight. */
    public @Nullable Page page() {
        String id = current.get();
        return id == null ? null : built.get(id);
    }

    /**
     * Brings a page into sight.
     *
     * @throws IllegalArgumentException when there is no such page
     */
    public void open(String id) {
        if (id.equals(current.get())) {
            return;
        }
        PageFactory factory = factories.stream().filter(f -> f.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no page " + id));
        hideCurrent();
        Page page = built.computeIfAbsent(id, key -> factory.build().apply(desk));
        Node view = page.view();
        room.getChildren().setAll(view);
        page.commands().forEach(desk.commands()::add);
        current.set(id);
        page.shown();
    }

    private void hideCurrent() {
        Page page = page();
        if (page != null) {
            page.commands().forEach(command -> desk.commands().remove(command.id()));
            page.hidden();
            room.getChildren().clear();
            current.set(null);
        }
    }

    private void build() {
        SideBar side = new SideBar(desk, factories, facts, current.getReadOnlyProperty());
        TopBar top = new TopBar(desk, facts, overlay);
        StatusBar status = new StatusBar(desk, facts, this::page, current.getReadOnlyProperty());
        releases.addAll(List.of(side::release, top::release, status::release));
        BorderPane right = new BorderPane(room);
        right.setTop(top.view());
        right.setBottom(status.view());
        frame.setLeft(side.view());
        frame.setCenter(right);
    }

    private void rebuild() {
        String id = current.get();
        hideCurrent();
        built.values().forEach(Page::dispose);
        built.clear();
        releases.forEach(Runnable::run);
        releases.clear();
        build();
        if (id != null) {
            open(Objects.requireNonNull(id));
        }
    }
}
