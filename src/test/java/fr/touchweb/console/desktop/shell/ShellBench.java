package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.task.BackgroundRunner;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.settings.DebouncedFile;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.Theme;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** A whole frame over pages made for tests; make it on the JavaFX thread. */
public final class ShellBench implements AutoCloseable {
    public final Words words = new Words(Language.FRENCH, ZoneId.of("Europe/Paris"));
    public final Notices notices = new Notices(Clock.systemUTC());
    public final Errors errors = new Errors(notices);
    public final Scope scope = new Scope();
    public final CommandRegistry commands = new CommandRegistry();
    public final BackgroundRunner tasks = new BackgroundRunner(new FxDelivery(), errors);
    public final RunningWork work = new RunningWork(tasks);
    public final SimpleObjectProperty<Connections> connections = new SimpleObjectProperty<>(Connections.NONE);
    public final List<String> copied = new ArrayList<>();
    public final List<String> events = new ArrayList<>();
    public final Overlay overlay = new Overlay();
    public final Settings settings;
    public final Desk desk;
    public final Shell shell;

    public ShellBench(Path folder, boolean demonstration, List<PageFactory> pages) {
        settings = new Settings(new DebouncedFile(folder.resolve("settings.json"), Duration.ZERO,
                (delay, work) -> () -> {}, e -> errors.report(null, e)));
        settings.languageProperty().addListener((p, before, after) -> {
            if (after != null) {
                words.setLanguage(after);
            }
        });
        Theme theme = new Theme(pages.stream().flatMap(page -> page.stylesheets().stream()).toList());
        desk = new Desk(words, commands, scope, notices, new OverlayDialogs(overlay, words), settings, tasks, errors,
                theme, new PaletteIndex(), id -> commands.run("open-page." + id), copied::add);
        shell = new Shell(desk, pages.isEmpty() ? List.of(page("first", 1), page("second", 2)) : pages,
                new ShellFacts(new SimpleObjectProperty<>(
                        new PersonLine("Jeanne Durand", Message.of("shell.demonstration"))), connections, work,
                        demonstration),
                overlay);
    }

    /** A page with a field and a button that notes what happens to it. */
    public PageFactory page(String id, int place) {
        return new PageFactory(id, "common.console", place, List.of(), made -> {
            events.add("build " + id + " " + made.words().texts().language().code());
            return new TestPage(id);
        });
    }

    @Override
    public void close() {
        tasks.close();
    }

    private final class TestPage implements Page {
        private final String id;
        private final VBox view;
        private final List<ConsoleCommand> own;
        private final ObservableList<Message> status = FXCollections
                .observableArrayList(Message.of("shell.scope.all"));

        TestPage(String id) {
            this.id = id;
            TextField field = new TextField();
            field.setId("field-" + id);
            view = new VBox(field, new Button("button of " + id));
            own = List.of(ConsoleCommand.of("test." + id + ".pause", "Space", () -> events.add("pause " + id)),
                    ConsoleCommand.of("test." + id + ".filter", "Shortcut+F", () -> events.add("filter " + id)));
        }

        @Override
        public Node view() {
            return view;
        }

        @Override
        public void shown() {
            events.add("shown " + id);
        }

        @Override
        public void hidden() {
            events.add("hidden " + id);
        }

        @Override
        public void dispose() {
            events.add("dispose " + id);
        }

        @Override
        public List<ConsoleCommand> commands() {
            return own.stream().map(c -> new ConsoleCommand(c.id(), Message.of("shell.close"), c.shortcut(),
                    c.enabled(), true, c.action())).toList();
        }

        @Override
        public ObservableList<Message> status() {
            return status;
        }

        @Override
        public List<TourState> tour() {
            return List.of(TourState.of("plain", () -> events.add("prepare " + id), () -> events.add("leave " + id)),
                    new TourState("never", () -> {}, () -> false, () -> {}));
        }
    }
}
