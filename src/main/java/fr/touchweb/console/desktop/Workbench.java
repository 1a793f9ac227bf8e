package fr.touchweb.console.desktop;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.task.BackgroundRunner;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.desktop.connect.ConnectDialogs;
import fr.touchweb.console.desktop.lock.ConsoleLock;
import fr.touchweb.console.desktop.lock.LockModel;
import fr.touchweb.console.desktop.logs.LogsRoom;
import fr.touchweb.console.desktop.settings.DebouncedFile;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.settings.SettingsFiles;
import fr.touchweb.console.desktop.settings.Timer;
import fr.touchweb.console.desktop.shell.CommandRegistry;
import fr.touchweb.console.desktop.shell.Connections;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.Notices;
import fr.touchweb.console.desktop.shell.OverlayDialogs;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.PaletteIndex;
import fr.touchweb.console.desktop.shell.PersonLine;
import fr.touchweb.console.desktop.shell.RunningWork;
import fr.touchweb.console.desktop.shell.Scope;
import fr.touchweb.console.desktop.shell.Severity;
import fr.touchweb.console.desktop.shell.Shell;
import fr.touchweb.console.desktop.shell.ShellFacts;
import fr.touchweb.console.desktop.shell.Standing;
import fr.touchweb.console.desktop.shell.WindowMemory;
import fr.touchweb.console.desktop.shell.WindowState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.Palette;
import fr.touchweb.console.desktop.widget.Theme;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/** Everything behind one window, wired together; made and closed on the JavaFX thread. */
final class Workbench implements AutoCloseable {
    private static final Duration SAVE_DELAY = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("settings").factory());
    private final BackgroundRunner tasks;
    private final DebouncedFile settingsFile;
    private final DebouncedFile windowFile;
    private final WindowMemory memory;
    private final OverlayDialogs dialogs;
    private final Pages pages;
    private final Shell shell;
    private final ConsoleLock lock;
    private final SimpleObjectProperty<PersonLine> person;
    private Set<Right> rights;
    /** Page of the last time while the rights that it needs are not known; null once another one was chosen. */
    private @Nullable String wanted;
    /** Asked for before it was known whether it may be shown. */
    private @Nullable String link;
    private boolean closed;

    Workbench(DesktopServices services) {
        Notices notices = new Notices(services.clock());
        Errors errors = new Errors(notices);
        Thread.setDefaultUncaughtExceptionHandler(errors);
        SettingsFiles files = services.files();
        windowFile = new DebouncedFile(files.window(), SAVE_DELAY, Timer.of(timer), e -> errors.report(null, e));
        memory = new WindowMemory(windowFile);
        settingsFile = new DebouncedFile(files.settings(), SAVE_DELAY, Timer.of(timer), e -> errors.report(null, e));
        Settings settings = new Settings(settingsFile, services.demonstration() ? null : files.defaults());
        Words words = new Words(language(settings), zone(settings));
        settings.languageProperty().addListener((p, before, after) -> words.setLanguage(language(settings)));
        settings.zoneProperty().addListener((p, before, after) -> words.setZone(zone(settings)));
        tasks = new BackgroundRunner(new FxDelivery(), errors);
        RunningWork work = new RunningWork(tasks);
        pages = new Pages(services, settings, tasks, work, errors);
        Theme theme = new Theme(pages.factories().stream().flatMap(page -> page.stylesheets().stream()).toList());
        followTheme(settings, theme);
        theme.fontSizeProperty().bind(settings.fontSizeProperty());
        theme.reducedMotionProperty().bind(settings.reducedMotionProperty());
        Overlay overlay = new Overlay();
        dialogs = new OverlayDialogs(overlay, words);
        rights = services.standing().rights();
        person = new SimpleObjectProperty<>(services.standing().person());
        Predicate<Right> may = right -> right == Right.SEE || rights.contains(right);
        CommandRegistry commands = new CommandRegistry(may);
        Desk desk = new Desk(words, commands, new Scope(), notices, dialogs, settings, tasks, errors, theme,
                new PaletteIndex(may), id -> commands.run("open-page." + id), Workbench::copy);
        ConnectDialogs.install(desk, services.asking().secrets(), services.asking().hostKeys(),
                services.asking().lock());
        SimpleObjectProperty<Connections> connections = new SimpleObjectProperty<>(Connections.NONE);
        AtomicBoolean counting = new AtomicBoolean();
        services.connections().onChange().accept(() -> {
            if (counting.compareAndSet(false, true)) {
                Platform.runLater(() -> {
                    counting.set(false);
                    connections.set(services.connections().count());
                });
            }
        });
        ShellFacts facts = new ShellFacts(person, connections, work, services.demonstration());
        shell = new Shell(desk, pages.factories(), facts, overlay);
        pages.join(desk, this::stand);
        lock = new ConsoleLock(new LockModel(services.core(), tasks, errors), shell);
        settings.problems().forEach(problem -> notices.add(Severity.WARNING, null, problem, null, ""));
    }

    Shell shell() {
        return shell;
    }

    ConsoleLock lock() {
        return lock;
    }

    WindowMemory memory() {
        return memory;
    }

    /** Somebody else works here now, or with other rights: what they bring comes, what they no longer bring goes. */
    private void stand(Standing now) {
        if (closed) {
            return;
        }
        person.set(now.person());
        Set<Right> taken = pages.taken(now.rights());
        if (now.rights().equals(rights) && taken.isEmpty()) {
            return;
        }
        rights = now.rights();
        String inSight = shell.currentProperty().get();
        if (taken.isEmpty()) {
            offer(inSight);
            return;
        }
        // also what is asked above the pages, whose answer would do something there
        dialogs.cancelAll();
        shell.overlay().dismiss();
        shell.desk().commands().rightsChanged();
        shell.offer(pages.without(taken));
        String instead = shell.currentProperty().get();
        // what is made anew takes over what is kept of logs: not before it was let go
        pages.end(taken, () -> offer(Objects.equals(shell.currentProperty().get(), instead) ? inSight : null));
    }

    /** Offers the pages of the rights of now, and shows again what was in sight. */
    private void offer(@Nullable String inSight) {
        if (closed) {
            return;
        }
        Desk desk = shell.desk();
        List<PageFactory> offered = pages.offered(rights, desk);
        desk.theme().add(offered.stream().flatMap(page -> page.stylesheets().stream()).toList());
        desk.commands().rightsChanged();
        shell.offer(offered);
        if (inSight != null && offered.stream().anyMatch(each -> each.id().equals(inSight))) {
            shell.open(inSight);
        }
        String page = wanted;
        if (page != null && offered.stream().anyMatch(each -> each.id().equals(page))) {
            wanted = null;
            shell.open(page);
        }
        if (link != null) {
            openLink(link);
        }
    }

    /** Shows the line of a log; once the person's rights are known, where they are not yet. */
    void openLink(String target) {
        link = shell.desk().commands().run(LogsRoom.OPEN_LINK, target) ? null : target;
    }

    /** Brings back the page and the scope of the last time, and remembers them from now on. */
    void resume() {
        WindowState before = memory.state();
        if (before.scope() != null) {
            shell.desk().scope().set(before.scope());
        }
        Optional<PageFactory> known = shell.pages().stream().filter(page -> page.id().equals(before.page()))
                .findFirst();
        wanted = known.isEmpty() ? before.page() : null;
        known.or(() -> shell.pages().stream().filter(page -> page.place() > 0)
                .min(Comparator.comparingInt(PageFactory::place)))
                .ifPresent(page -> shell.open(page.id()));
        shell.currentProperty().addListener((p, old, page) -> {
            if (page != null) {
                wanted = null;
                memory.page(page);
            }
        });
        shell.desk().scope().pathProperty().addListener((p, old, path) -> memory.scope(path));
    }

    private static Language language(Settings settings) {
        return Objects.requireNonNullElseGet(settings.languageProperty().get(), Language::ofSystem);
    }

    private static ZoneId zone(Settings settings) {
        return Objects.requireNonNullElseGet(settings.zoneProperty().get(), ZoneId::systemDefault);
    }

    private static void followTheme(Settings settings, Theme theme) {
        Runnable choose = () -> theme.paletteProperty().set(switch (settings.themeProperty().get()) {
            case LIGHT -> Palette.LIGHT;
            case DARK -> Palette.DARK;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK
                    ? Palette.DARK
                    : Palette.LIGHT;
        });
        choose.run();
        settings.themeProperty().addListener((p, before, after) -> choose.run());
        Platform.getPreferences().colorSchemeProperty().addListener((p, before, after) -> choose.run());
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void close() {
        closed = true;
        lock.close();
        dialogs.cancelAll();
        pages.close();
        tasks.close();
        settingsFile.close();
        windowFile.close();
        timer.shutdown();
    }
}
