package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.ScaledRoot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The frame: side bar, top bar, one page at a time, status bar, and the overlay above. Bars and pages are built in one
 * language; when the language changes they are built again over the same models. JavaFX thread only.
 */
public final class Shell {
    private final Desk desk;
    private List<PageFactory> factories;
    private final ShellFacts facts;
    private final Overlay overlay;
    private final BorderPane frame = new BorderPane();
    private final StackPane room = new StackPane();
    private final Region edge = new Region();
    private final ScaledRoot root;
    private final StackPane layers;
    private @Nullable Region cover;
    private final Map<String, Page> built = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable String> current = new ReadOnlyObjectWrapper<>(this, "current");
    private Bars bars;

    private record Bars(SideBar side, TopBar top, StatusBar status) {
        void release() {
            side.release();
            top.release();
            status.release();
        }
    }

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
        layers = new StackPane(frame, overlay);
        layers.getStyleClass().add("shell");
        root = new ScaledRoot(layers);
        root.scaleProperty().bind(desk.settings().scaleProperty());
        room.getStyleClass().add("room");
        edge.getStyleClass().add("production-edge");
        edge.managedProperty().bind(edge.visibleProperty());
        new KeyDispatcher(desk.commands(), () -> overlay.isBusy() || cover != null).attach(root);
        this.factories.forEach(this::addOpening);
        ShellCommands.register(this, desk);
        if (facts.demonstration()) {
            desk.commands().add(ConsoleCommand.of("shell.command.demonstration", null, this::explainDemonstration));
        }
        bars = build();
        desk.words().textsProperty().addListener((p, before, after) -> rebuild());
        desk.scope().pathProperty().addListener((p, before, after) -> showEdge());
        desk.scope().itemsProperty().addListener((p, before, after) -> {
            desk.scope().forgetMissing();
            showEdge();
        });
        showEdge();
    }

    private void addOpening(PageFactory factory) {
        desk.commands().add(new ConsoleCommand("open-page." + factory.id(),
                Message.of("shell.command.openPage", Message.of(factory.nameKey())),
                factory.place() == 0 ? null : KeyCombination.valueOf("Shortcut+" + factory.place()),
                new ReadOnlyBooleanWrapper(true), true, arguments -> open(factory.id())).needing(factory.needs()));
    }

    /** Offers these pages from now on. One that is in sight and no longer offered gives way to the first. */
    public void offer(List<PageFactory> pages) {
        List<String> before = factories.stream().map(PageFactory::id).toList();
        Set<String> now = pages.stream().map(PageFactory::id).collect(Collectors.toSet());
        String id = current.get();
        if (id != null && !now.contains(id)) {
            hideCurrent();
        }
        for (String gone : before) {
            if (!now.contains(gone)) {
                desk.commands().remove("open-page." + gone);
                Page page = built.remove(gone);
                if (page != null) {
                    page.dispose();
                }
            }
        }
        factories = List.copyOf(pages);
        factories.stream().filter(factory -> !before.contains(factory.id())).forEach(this::addOpening);
        bars.side().offer(factories);
        if (current.get() == null && id != null) {
            open(factories.getFirst().id());
        }
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
        PageFactory factory = factory(id).orElseThrow(() -> new IllegalArgumentException("no page " + id));
        hideCurrent();
        Page page = built.computeIfAbsent(id, key -> factory.build().apply(desk));
        room.getChildren().setAll(page.view());
        page.commands().forEach(command -> desk.commands().add(command.needing(factory.needs())));
        current.set(id);
        bars.status().follow(page);
        page.shown();
    }

    /**
     * Takes bars, page and dialogs out of the scene and shows something else in their place; they go on meanwhile, and no
     * key reaches them.
     */
    public void cover(Region instead) {
        cover = instead;
        layers.getChildren().setAll(instead);
    }

    /** Brings back what {@link #cover} took away. */
    public void uncover() {
        cover = null;
        layers.getChildren().setAll(frame, overlay);
    }

    /** States of the frame that are worth a picture, over whatever page is in sight. */
    public List<TourState> tour() {
        return List.of(overlaid("palette", this::openPalette), overlaid("scope", this::openScope),
                overlaid("notices", this::openNotices), overlaid("keys", this::openKeys),
                overlaid("settings", this::openSettings), overlaid("licences", this::openLicences));
    }

    private TourState overlaid(String id, Runnable open) {
        return TourState.of(id, open, overlay::dismiss);
    }

    void openPalette() {
        new PalettePane(desk, overlay).open("");
    }

    void openScope() {
        new ScopePane(desk, overlay).open(bars.top().scopeButton());
    }

    void openNotices() {
        new NoticesPane(desk, overlay).open(bars.top().noticesButton());
    }

    void openKeys() {
        String name = factory(String.valueOf(current.get())).map(f -> desk.words().get(f.nameKey())).orElse("");
        new KeysPane(desk, overlay).open(page(), name);
    }

    /** Which of what the demonstration shows is invented, and which is real. */
    private void explainDemonstration() {
        desk.dialogs().ask(Question.of(Message.of("shell.demonstration.title"), null,
                List.of(Message.of("shell.demonstration.invented"), Message.of("shell.demonstration.real")),
                Choice.safe("close", Message.of("shell.close"))), answer -> {});
    }

    void openSettings() {
        new SettingsPane(desk, overlay).open();
    }

    void openLicences() {
        new LicencesPane(desk, overlay).open();
    }

    private Optional<PageFactory> factory(String id) {
        return factories.stream().filter(f -> f.id().equals(id)).findFirst();
    }

    private void hideCurrent() {
        Page page = page();
        if (page != null) {
            page.commands().forEach(command -> desk.commands().remove(command.id()));
            page.hidden();
            bars.status().follow(null);
            room.getChildren().clear();
            current.set(null);
        }
    }

    private Bars build() {
        Bars made = new Bars(new SideBar(desk, factories, facts, current.getReadOnlyProperty()),
                new TopBar(desk, facts), new StatusBar(desk, facts, facts.work()));
        BorderPane page = new BorderPane(room);
        page.setLeft(edge);
        BorderPane right = new BorderPane(page);
        right.setTop(made.top().view());
        right.setBottom(made.status().view());
        frame.setLeft(made.side().view());
        frame.setCenter(right);
        return made;
    }

    private void rebuild() {
        String id = current.get();
        hideCurrent();
        built.values().forEach(Page::dispose);
        built.clear();
        bars.release();
        bars = build();
        if (id != null) {
            open(Objects.requireNonNull(id));
        }
    }

    private void showEdge() {
        edge.setVisible(desk.scope().isProduction());
    }
}
